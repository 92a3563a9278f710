package cluster;

import static cluster.Proof.number;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Predicate;

/**
 * What people decide on one node is in force on the other two within a second: an approval, a
 * pause, a block and their ends, a rotation, the end of its overlap, a revocation and a rejection;
 * each of a new application, again and again, the deciding node taking turns.
 */
final class Decisions {
  private static final String ACME = "/manage/v1/tenants/acme/subscriptions/";
  private static final String GLOBEX = "/manage/v1/tenants/globex/";

  private final InForce inForce;
  private final List<Manage> approvers;
  private final List<Manage> owners;

  private Decisions(Cluster cluster) {
    inForce = new InForce(cluster);
    approvers =
        cluster.nodes.stream().map(node -> new Manage(node, "olivia@acme.example")).toList();
    owners = cluster.nodes.stream().map(node -> new Manage(node, "gwen@globex.example")).toList();
  }

  public static void main(String... args) throws Exception {
    try (Cluster cluster = Cluster.start()) {
      new Decisions(cluster).prove(number("TIMES", 100));
    }
  }

  private void prove(int times) throws Exception {
    // Once each for cold code, which is no part of the figures.
    for (int i = 1; i <= 3; i++) {
      decide(-i, 3 - i);
    }
    inForce.forget();
    for (int i = 0; i < times; i++) {
      decide(i, i % 3);
    }
    inForce.figures();
  }

  private void decide(int round, int teller) throws Exception {
    Manage acme = approvers.get(teller);
    Manage globex = owners.get(teller);
    Manage.Buyer buyer = request(globex, "decided" + round);
    String asked = ACME + buyer.subscription();
    String key = buyer.key();
    inForce.becomes(
        round, teller, "approval", key, is(200), () -> acme.post(asked + "/approval", body -> {}));
    held(round, teller, "pause", key, 402, globex, GLOBEX + "subscriptions/" + buyer.subscription());
    held(round, teller, "block", key, 403, acme, asked);
    keys(round, teller, globex, buyer);
    rejection(round, teller, acme, request(globex, "refused" + round));
  }

  private Manage.Buyer request(Manage globex, String slug) throws Exception {
    return globex.buyer("globex", "acme", "weather", "partner", slug.replace("-", "warm-"));
  }

  private void held(
      int round, int teller, String what, String key, int status, Manage who, String subscription)
      throws Exception {
    String path = subscription + "/" + what;
    inForce.becomes(
        round,
        teller,
        what,
        key,
        is(status),
        () -> who.post(path, body -> body.put("reason", "A proof.")));
    inForce.becomes(round, teller, "end of a " + what, key, is(200), () -> who.delete(path));
  }

  private void keys(int round, int teller, Manage globex, Manage.Buyer buyer) throws Exception {
    String path = GLOBEX + "applications/" + buyer.application() + "/keys/" + buyer.keyId();
    String fresh = globex.post(path + "/rotation", body -> {}).get("secret").asText();
    inForce.shows(round, teller, "rotation", fresh, is(200));
    inForce.becomes(
        round,
        teller,
        "end of a rotation's overlap",
        buyer.key(),
        is(401),
        () -> globex.delete(path + "/old-secret"));
    inForce.becomes(
        round,
        teller,
        "revocation",
        fresh,
        is(401),
        () -> globex.post(path + "/revocation", body -> {}));
  }

  private void rejection(int round, int teller, Manage acme, Manage.Buyer buyer) throws Exception {
    inForce.becomes(
        round,
        teller,
        "rejection",
        buyer.key(),
        answer -> answer.body().contains("SUBSCRIPTION_REJECTED"),
        () ->
            acme.post(
                ACME + buyer.subscription() + "/rejection",
                body -> body.put("reason", "A proof.")));
  }

  private static Predicate<HttpResponse<String>> is(int status) {
    return answer -> answer.statusCode() == status;
  }
}
