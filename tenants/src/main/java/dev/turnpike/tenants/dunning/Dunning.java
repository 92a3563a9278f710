package dev.turnpike.tenants.dunning;

import dev.turnpike.tenants.billing.Collection;
import dev.turnpike.tenants.billing.DeclineCode;
import dev.turnpike.tenants.billing.FailedCharges;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.notice.News;
import dev.turnpike.tenants.notice.Notices;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Follows each charge that failed, in the transaction that says so: when it is tried again is on
 * the agenda, and the consumer is told on the first day. An unknown outcome never comes here.
 */
@ApplicationScoped
class Dunning implements FailedCharges {
  private final Rows rows;
  private final Collection collection;
  private final Notices notices;

  Dunning(Rows rows, Collection collection, Notices notices) {
    this.rows = rows;
    this.collection = collection;
    this.notices = notices;
  }

  @RegisterForReflection
  record First(OffsetDateTime firstFailedAt) {}

  @Override
  public Uni<Void> failed(Mutiny.Session session, InvoiceId invoice, DeclineCode why, Instant at) {
    return Case.ofInvoice(rows, session, invoice)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : follow(session, found.get(), invoice, why, at));
  }

  private Uni<Void> follow(
      Mutiny.Session session, Case it, InvoiceId invoice, DeclineCode why, Instant at) {
    RetryClass kind = RetryClass.of(why);
    return firstFailed(session, invoice)
        .map(first -> first.orElse(at))
        .chain(
            first -> {
              Optional<Instant> next = kind.next(first, at);
              return note(session, invoice, kind, at, next.orElse(null))
                  .chain(
                      () ->
                          next.map(when -> collection.collect(session, it.account(), invoice, when))
                              .orElseGet(() -> Uni.createFrom().voidItem()))
                  .chain(() -> notices.tell(session, news(it, invoice, why, kind, at, next)))
                  .replaceWithVoid();
            });
  }

  private Uni<Optional<Instant>> firstFailed(Mutiny.Session session, InvoiceId invoice) {
    return rows.first(
            session,
            First.class,
            "select first_failed_at from dunning where invoice_id = :invoice",
            Map.of("invoice", invoice.value()))
        .map(found -> found.map(first -> first.firstFailedAt().toInstant()));
  }

  private Uni<Integer> note(
      Mutiny.Session session,
      InvoiceId invoice,
      RetryClass kind,
      Instant at,
      @Nullable Instant next) {
    Map<String, Object> values = new HashMap<>();
    values.put("invoice", invoice.value());
    values.put("at", at);
    values.put("class", kind.word());
    values.put("next", next == null ? "" : next.toString());
    return rows.change(
        session,
        """
        insert into dunning (invoice_id, publisher_id, consumer_id, first_failed_at, last_failed_at,
          attempts, class, next_at)
        select id, publisher_id, consumer_id, cast(:at as timestamptz), cast(:at as timestamptz), 1,
          :class, cast(nullif(cast(:next as text), '') as timestamptz)
        from invoice where id = :invoice
        on conflict (invoice_id) do update set last_failed_at = excluded.last_failed_at,
          attempts = dunning.attempts + 1, class = excluded.class, next_at = excluded.next_at
        """,
        values);
  }

  /** Day 0: why, until when calls pass, and where to pay. */
  private static News news(
      Case it,
      InvoiceId invoice,
      DeclineCode why,
      RetryClass kind,
      Instant at,
      Optional<Instant> next) {
    String again = next.map(when -> " It is tried again on " + Case.day(when) + ".").orElse("");
    String until =
        it.graceUntil() == null
            ? ""
            : " Calls of " + it.application() + " pass until " + Case.stamp(it.graceUntil()) + ".";
    return it.news(
        "payment-failed",
        invoice.value(),
        "",
        News.Tone.BAD,
        "Invoice " + it.invoiceNumber() + " over " + it.due() + " could not be paid",
        why.sentence() + until + again + " " + kind.advice(),
        at);
  }
}
