package cluster;

import static cluster.Proof.number;
import static cluster.Proof.pause;
import static cluster.Proof.require;

import java.time.Duration;
import java.util.List;

/**
 * What one node was told is in force on the other two within a second: a top-up of an empty wallet,
 * a block and its end, a suspension and its end; again and again, the telling node taking turns.
 * The clock starts when the change was answered for.
 */
final class Propagation {
  private final Cluster cluster;
  private final Manage.Buyer buyer;
  private final List<Manage> olivia;
  private final InForce inForce;
  private boolean warm;

  private Propagation(Cluster cluster) throws Exception {
    this.cluster = cluster;
    inForce = new InForce(cluster);
    buyer = cluster.buyer("dear", "propagation");
    olivia = cluster.nodes.stream().map(node -> new Manage(node, "olivia@acme.example")).toList();
  }

  public static void main(String... args) throws Exception {
    try (Cluster cluster = Cluster.start()) {
      new Propagation(cluster).prove(number("TIMES", 100));
    }
  }

  private void prove(int times) throws Exception {
    // Once each for cold code, which is no part of the figures.
    rounds(3);
    inForce.forget();
    warm = true;
    rounds(times);
    inForce.figures();
    new Books(cluster).requireSound();
  }

  private void rounds(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      int teller = i % cluster.nodes.size();
      // 10 calls are taken one by one; of 50 each node leases a part.
      String amount = i % 2 == 0 ? "1.00" : "5.00";
      becomes(
          i,
          teller,
          "top-up",
          200,
          () -> Manage.topUp(cluster.nodes.get(teller), buyer.key(), amount));
      drain(i);
    }
    Manage.topUp(cluster.nodes.getFirst(), buyer.key(), "900.00");
    pause(1000);
    String path = "/manage/v1/tenants/acme/subscriptions/" + buyer.subscription() + "/block";
    for (int i = 0; i < times; i++) {
      Manage at = olivia.get(i % olivia.size());
      becomes(i, i % 3, "block", 403, () -> at.post(path, body -> body.put("reason", "A proof.")));
      becomes(i, i % 3, "end of a block", 200, () -> at.delete(path));
    }
    for (int i = 0; i < times; i++) {
      becomes(i, i % 3, "suspension", 402, () -> suspend(true));
      becomes(i, i % 3, "end of a suspension", 200, () -> suspend(false));
    }
    emptyAgain();
  }

  private void becomes(int round, int teller, String change, int status, InForce.Change made)
      throws Exception {
    inForce.becomes(
        round, teller, change, buyer.key(), answer -> answer.statusCode() == status, made);
  }

  /** What the blocks and suspensions needed is spent, for a round of top-ups that begins empty. */
  private void emptyAgain() {
    if (!warm) {
      drain(-1);
    }
  }

  /** As dunning leaves it; it has no command of its own. */
  private void suspend(boolean suspended) throws Exception {
    String invoice =
        suspended
            ? "jsonb_build_object('invoice', gen_random_uuid(), 'due', '49.00', 'decline', 'expired_card')"
            : "jsonb_build_object('since', now())";
    cluster.change(
        "update subscription set state = ?, version = version + 1, facts = " + invoice
            + " where id = cast(? as uuid)",
        suspended ? "suspended" : "active",
        buyer.subscription());
  }

  private void drain(int round) {
    Load load =
        new Load(
            cluster.nodes,
            12,
            List.of(buyer.key()),
            Cluster.FORECAST,
            Long.MAX_VALUE,
            true,
            Duration.ofSeconds(120));
    load.run();
    require(load.unfinished == 0, "round %d: the wallet is empty again: %s", round, load.figures());
  }
}
