package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The database's own postings, as the ledger's features call them. */
@ApplicationScoped
class Posting {
  private final Rows rows;
  private final Ids ids;
  private final Clock clock;

  Posting(Rows rows, Ids ids, Clock clock) {
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  @RegisterForReflection
  record Done(boolean done) {}

  @RegisterForReflection
  record Taken(long taken) {}

  /** False when the wallet has not that much free; then nothing was posted. */
  Uni<Boolean> adjust(Mutiny.Session session, AdjustmentRow row) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("txn", ids.next());
    values.put("account", row.accountId());
    values.put("key", "adjustment:" + row.id());
    values.put("memo", row.reason());
    values.put("amount", row.amount());
    values.put("now", clock.instant());
    if (row.amount() < 0) {
      return rows.first(
              session,
              Done.class,
              """
              select post_to_wallet(:txn, w.id, 'adjustment', :key, :memo, :amount, 'revenue', :now)
                as done
              from wallet w
              where w.account_id = :account and free_of_wallet(w.account_id) + :amount >= 0
              """,
              values)
          .map(found -> found.isPresent());
    }
    values.put("lot", row.lot());
    values.put("priority", row.lot().equals("promo") ? 30 : 50);
    values.put("against", row.lot().equals("promo") ? "promotion" : "revenue");
    values.put("expires", row.expiresAt() == null ? null : row.expiresAt().toInstant().toString());
    return rows.first(
            session,
            Done.class,
            """
            select post_credit(:txn, w.id, 'adjustment', :key, :memo, :amount, :against, :now, :lot,
              :priority, cast(cast(:expires as text) as timestamptz)) as done
            from wallet w where w.account_id = :account
            """,
            values)
        .map(found -> found.isPresent());
  }

  /**
   * What could leave the lot that a payment made: it remains, and no call holds it. The wallet
   * stays locked, so that it is still true when it leaves.
   */
  Uni<Long> refundable(Mutiny.Session session, UUID payment) {
    return rows.first(
            session,
            Taken.class,
            "select free_of_lot(t.id) as taken from ledger_txn t where t.idempotency_key = :payment",
            Map.of("payment", "payment:" + payment))
        .map(found -> found.map(Taken::taken).orElse(0L));
  }

  /** What left the lot that a payment made: at most the amount, at most what is free of it. */
  Uni<Long> unwind(Mutiny.Session session, UUID payment, UUID refund, String memo, long amount) {
    return rows.first(
            session,
            Taken.class,
            """
            select unwind_lot(:txn, t.id, 'refund', :key, :memo, :amount, 'cash', :now) as taken
            from ledger_txn t join credit_lot l on l.id = t.id
            where t.idempotency_key = :payment
            """,
            values(memo, amount, "refund:" + refund, payment))
        .map(found -> found.map(Taken::taken).orElse(0L));
  }

  /** Puts it back. */
  Uni<Boolean> rewind(Mutiny.Session session, UUID payment, UUID refund, String memo, long amount) {
    return rows.first(
            session,
            Done.class,
            """
            select rewind_lot(:txn, t.id, 'refund', :key, :memo, :amount, 'cash', :now) as done
            from ledger_txn t where t.idempotency_key = :payment
            """,
            values(memo, amount, "refund-undone:" + refund, payment))
        .map(found -> found.map(Done::done).orElse(false));
  }

  private Map<String, Object> values(String memo, long amount, String key, UUID payment) {
    return Map.of(
        "txn",
        ids.next(),
        "key",
        key,
        "memo",
        memo,
        "amount",
        amount,
        "now",
        clock.instant(),
        "payment",
        "payment:" + payment);
  }
}
