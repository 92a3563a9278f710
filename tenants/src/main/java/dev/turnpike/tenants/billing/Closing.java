package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends an open invoice unpaid: void takes it back whole, as if it had not been issued;
 * uncollectible books it as the publisher's loss. Both have a reason, move the ledger, and happen
 * once.
 */
@ApplicationScoped
public class Closing {
  private static final int LONGEST_REASON = 500;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Closing(Tenancy tenancy, Rows rows, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Closed {
    record Done(InvoiceState state) implements Closed {}

    /** No such invoice of this publisher: 404. */
    record Unknown() implements Closed {}

    /** It is not open any more: 409. */
    record NotOpen(String state) implements Closed {}

    /** It needs a reason of 1 to 500 characters: 422. */
    record NoReason() implements Closed {}
  }

  @RegisterForReflection
  record Row(
      UUID id,
      UUID accountId,
      String number,
      String state,
      String currency,
      long total,
      long tax) {}

  /** Takes it back. */
  public Uni<Closed> voidIt(Acting acting, InvoiceId id, String reason) {
    return close(acting, id, reason, new InvoiceState.Open()::voided);
  }

  /** Gives it up. */
  public Uni<Closed> writeOff(Acting acting, InvoiceId id, String reason) {
    return close(acting, id, reason, new InvoiceState.Open()::writtenOff);
  }

  private Uni<Closed> close(
      Acting acting,
      InvoiceId id,
      String reason,
      java.util.function.Function<String, InvoiceState> move) {
    acting.require(Permission.ADJUST_WALLET);
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      return Uni.createFrom().item(new Closed.NoReason());
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                    session,
                    Row.class,
                    "select id, account_id, number, state, currency, total, tax from invoice"
                        + " where id = :id and publisher_id = :tenant and number is not null for update",
                    Map.of("id", id.value(), "tenant", acting.tenant().value()))
                .chain(
                    found -> {
                      if (found.isEmpty()) {
                        return Uni.createFrom().item(new Closed.Unknown());
                      }
                      Row row = found.get();
                      return row.state().equals("open")
                          ? close(session, acting, row, why, move.apply(why))
                          : Uni.createFrom().item(new Closed.NotOpen(row.state()));
                    }));
  }

  private Uni<Closed> close(
      Mutiny.Session session, Acting acting, Row row, String why, InvoiceState state) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", row.id());
    values.put("state", state.word());
    values.put("now", clock.instant());
    values.put("by", acting.person().value());
    values.put("why", why);
    return rows.change(
            session,
            "update invoice set state = :state, closed_at = :now, closed_by = :by,"
                + " closed_reason = :why where id = :id and state = 'open'",
            values)
        .chain(() -> post(session, row, state))
        .chain(
            () ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    "invoice." + state.word(),
                    "invoice",
                    row.id().toString(),
                    Map.of("number", row.number(), "reason", why)))
        .replaceWith(new Closed.Done(state));
  }

  /** The claim goes; against it stands what was earned and taxed, or the loss. */
  private Uni<Void> post(Mutiny.Session session, Row row, InvoiceState state) {
    if (row.total() == 0) {
      return Uni.createFrom().voidItem();
    }
    UUID txn = ids.next();
    boolean taken = state instanceof InvoiceState.Voided;
    Map<String, Object> facts = new HashMap<>();
    facts.put("txn", txn);
    facts.put("key", state.word() + ":" + row.id());
    facts.put("memo", "Invoice " + row.number() + " " + state.word());
    facts.put("at", clock.instant());
    facts.put("account", row.accountId());
    return rows.change(
            session,
            """
            insert into ledger_txn (id, publisher_id, consumer_id, account_id, kind,
              idempotency_key, memo, at)
            select :txn, publisher_id, consumer_id, id, 'invoice', :key, :memo, :at
            from account where id = :account
            """,
            facts)
        .chain(
            () ->
                each(
                    session,
                    txn,
                    row.currency(),
                    taken
                        ? List.of(
                            Map.entry("receivable", row.total()),
                            Map.entry("revenue", row.tax() - row.total()),
                            Map.entry("tax", -row.tax()))
                        : List.of(
                            Map.entry("receivable", row.total()),
                            Map.entry("loss", -row.total()))));
  }

  private Uni<Void> each(
      Mutiny.Session session, UUID txn, String unit, List<Map.Entry<String, Long>> entries) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<String, Long> entry : entries) {
      if (entry.getValue() != 0) {
        all =
            all.chain(
                () ->
                    rows.change(
                            session,
                            """
                            insert into ledger_entry (txn_id, publisher_id, consumer_id, book, unit,
                              amount)
                            select id, publisher_id, consumer_id, :book, :unit, :amount
                            from ledger_txn where id = :txn
                            """,
                            Map.of(
                                "txn",
                                txn,
                                "book",
                                entry.getKey(),
                                "unit",
                                unit,
                                "amount",
                                entry.getValue()))
                        .replaceWithVoid());
      }
    }
    return all;
  }
}
