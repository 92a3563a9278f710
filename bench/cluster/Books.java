package cluster;

import static cluster.Proof.require;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the database must say after a proof: the invariants, and what clients saw. */
final class Books {
  private static final Duration SETTLED = Duration.ofSeconds(40);
  private static final String WALLET =
      " from wallet w join tenant c on c.id = w.consumer_id join tenant p on p.id = w.publisher_id"
          + " where c.slug = 'globex' and p.slug = 'acme'";

  private static final String COUNT = "select count(*)";

  private final Cluster cluster;

  Books(Cluster cluster) {
    this.cluster = cluster;
  }

  long posted() throws SQLException {
    return cluster.number("select w.posted" + WALLET);
  }

  long held() throws SQLException {
    return cluster.number("select w.held" + WALLET);
  }

  /** Priced calls that have a usage event. */
  long events() throws SQLException {
    return cluster.number("select count(*) from usage_event where amount > 0");
  }

  /** Leases run out and usage is shipped a moment after the last call. */
  double awaitNothingHeld() throws Exception {
    return cluster.until(
        SETTLED, "nothing is held any more", () -> cluster.number("select sum(held) from wallet") == 0);
  }

  double awaitEvents(long count) throws Exception {
    return cluster.until(
        SETTLED,
        "the usage of all " + count + " calls is posted, not of " + events(),
        () -> events() >= count);
  }

  /** I1, I2, I4, I5: what no moment may break. */
  void requireSound() throws SQLException {
    none(
        "I1: each transaction sums to zero",
        "select count(*) from (select txn_id from ledger_entry group by txn_id, unit"
            + " having sum(amount) <> 0) as bad");
    none(
        "I2: each wallet is the sum of its entries",
        "select count(*) from wallet w where posted <> (select coalesce(sum(amount), 0)"
            + " from ledger_entry where wallet_id = w.id)");
    none(
        "I4: no wallet is overspent",
        "select count(*) from wallet where posted - held < -overdraft or held < 0");
    none(
        "I5: each event has its one transaction, of its wallet's consumer",
        "select count(*) from usage_event u where amount > 0 and not exists (select from ledger_txn t"
            + " where t.id = u.txn_id and t.kind = 'usage' and t.consumer_id = u.consumer_id)");
    none(
        "I5: each usage transaction is the sum of its events",
        "select count(*) from (select txn_id, sum(amount) as s from usage_event where amount > 0"
            + " group by 1) u full join (select e.txn_id, sum(e.amount) as s from ledger_entry e"
            + " join ledger_txn t on t.id = e.txn_id where t.idempotency_key = 'use:' || t.id and e.book = 'revenue'"
            + " group by 1) e using (txn_id) where u.s is distinct from e.s");
    none(
        "I5: no request has two events",
        "select count(*) from (select request_id from usage_event group by 1 having count(*) > 1)"
            + " as twice");
    none(
        "I6: what lots have left is what the wallet has, and none is overdrawn",
        "select count(*) from wallet w where exists (select from credit_lot l where l.wallet_id ="
            + " w.id) and (greatest(w.posted, 0) <> (select sum(remaining) from credit_lot l where"
            + " l.wallet_id = w.id) or exists (select from credit_lot l where l.wallet_id = w.id and"
            + " remaining < 0))");
    none("I7: no call was reported with two amounts", "select count(*) from usage_conflict");
    requireHeldIsLeased();
  }

  /** I3, at any moment: one statement sees one state. */
  void requireHeldIsLeased() throws SQLException {
    none(
        "I3: what a wallet holds is what nodes lease of it",
        "select count(*) from wallet w where held <> (select coalesce(sum(l.amount), 0) from lease l"
            + " where l.kind = 'wallet' and l.pot_id = w.id)");
    none(
        "I4: no wallet is overspent",
        "select count(*) from wallet where posted - held < -overdraft or held < 0");
  }

  /** What publishers bore: usage reported after its lease was taken away. */
  long lossMicros() throws SQLException {
    return -cluster.number("select coalesce(sum(amount), 0) from ledger_entry where book = 'loss'");
  }

  void requireNothingHeld() throws SQLException {
    none("no wallet holds anything", "select coalesce(sum(held), 0) from wallet");
  }

  private void none(String what, String sql) throws SQLException {
    long found = cluster.number(sql);
    if (found > 0 && sql.startsWith(COUNT)) {
      // Some of what there is, for whoever looks for the reason.
      Proof.say("%s", cluster.text("select cast(jsonb_agg(to_jsonb(x)) as text) from (select * "
          + sql.substring(COUNT.length()) + " limit 5) as x"));
    }
    require(found == 0, "%s (%d)", what, found);
  }

  /** What the calls of a load were charged, and what was charged that nobody saw whole. */
  record Charged(long whole, long unseen) {}

  /**
   * Each call seen whole was charged once, none that failed was, and of those cut off each at most
   * once.
   *
   * @param before events that other loads left
   */
  Charged requireCharged(List<Load> loads, long before) throws SQLException {
    Map<UUID, Integer> events = new HashMap<>();
    try (Connection database = cluster.postgres.connect();
        ResultSet row =
            database
                .createStatement()
                .executeQuery("select request_id, count(*) from usage_event where amount > 0 group by 1")) {
      while (row.next()) {
        events.put(row.getObject(1, UUID.class), row.getInt(2));
      }
    }
    long whole = 0;
    long cutOff = 0;
    for (Load load : loads) {
      for (UUID id : load.whole) {
        require(events.getOrDefault(id, 0) == 1, "call %s, seen whole, is charged once", id);
        whole++;
      }
      for (UUID id : load.failed) {
        require(!events.containsKey(id), "call %s, which failed, is not charged", id);
      }
      cutOff += load.cutOff.size() + load.cutOffWithoutHead;
    }
    long unseen = events.size() - before - whole;
    require(
        unseen >= 0 && unseen <= cutOff,
        "%d charged and not seen whole are among the %d cut off",
        unseen,
        cutOff);
    return new Charged(whole, unseen);
  }
}
