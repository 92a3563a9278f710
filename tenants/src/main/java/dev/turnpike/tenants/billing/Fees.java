package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Term;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a turn of time is billed with: fees in advance, use of postpaid plans afterwards. */
@ApplicationScoped
public class Fees {
  private final Rows rows;
  private final Invoicing invoicing;
  private final Collection collection;

  Fees(Rows rows, Invoicing invoicing, Collection collection) {
    this.rows = rows;
    this.invoicing = invoicing;
    this.collection = collection;
  }

  /** Setup and the first period, when no payment came before it. */
  public Uni<Void> ofFirstPeriod(Mutiny.Session session, Subscribed held, Instant at) {
    Term term = held.course().term();
    List<Line> lines = linesAtStart(held);
    return term == null || lines.isEmpty()
        ? Uni.createFrom().voidItem()
        : bill(
            session,
            held,
            new Invoicing.Bill(
                held.id(), new Period(term.startsAt(), term.endsAt()), lines, null, at));
  }

  /** The invoice of the first payment, which was made before there was a period: it is paid. */
  Uni<Void> paidAtStart(Mutiny.Session session, Subscribed held, Instant at) {
    Term term = held.course().term();
    List<Line> lines = linesAtStart(held);
    if (lines.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Period period =
        term == null
            ? new Period(at, at.plusSeconds(1))
            : new Period(term.startsAt(), term.endsAt());
    return invoicing
        .issue(session, held.id(), period, lines, at)
        .chain(
            id ->
                rows.change(
                    session,
                    "update invoice set state = 'paid', paid_at = cast(:at as timestamptz)"
                        + " where id = :id and state = 'open'",
                    Map.of("id", id.value(), "at", at)))
        .replaceWithVoid();
  }

  private static List<Line> linesAtStart(Subscribed held) {
    List<Line> lines = new ArrayList<>();
    if (held.terms().feeOfSetup().isPositive()) {
      lines.add(setup(held));
    }
    if (held.terms().feeOfPeriod().isPositive()) {
      lines.add(recurring(held));
    }
    return lines;
  }

  /** The fee of the period that begins, and the use of the one that is over. */
  public Uni<Void> ofRenewal(
      Mutiny.Session session, Subscribed before, Subscribed now, Term over, @Nullable Term next) {
    List<Line> lines =
        next != null && now.terms().feeOfPeriod().isPositive()
            ? List.of(recurring(now))
            : List.of();
    boolean used = isBilledAfterwards(before);
    if (lines.isEmpty() && !used) {
      return Uni.createFrom().voidItem();
    }
    Term named = next == null ? over : next;
    return bill(
        session,
        now,
        new Invoicing.Bill(
            now.id(),
            new Period(named.startsAt(), named.endsAt()),
            lines,
            used ? over.endsAt() : null,
            over.endsAt()));
  }

  /** The rest of the period at the new price, less what was paid for it at the old one. */
  public Uni<Void> ofPlanChange(
      Mutiny.Session session,
      Subscribed before,
      Subscribed now,
      Money credit,
      Money charge,
      Instant at) {
    List<Line> lines = new ArrayList<>();
    if (charge.isPositive()) {
      lines.add(new Line(Line.Kind.PRORATION, name(now) + ", rest of the period", charge));
    }
    if (credit.isPositive()) {
      lines.add(
          new Line(
              Line.Kind.PRORATION,
              name(before) + ", not used",
              1,
              Math.negateExact(credit.micros())));
    }
    Term term = now.course().term();
    return lines.isEmpty() || term == null
        ? Uni.createFrom().voidItem()
        : bill(
            session,
            now,
            new Invoicing.Bill(now.id(), new Period(at, term.endsAt()), lines, null, at));
  }

  /** The use since the last invoice. */
  public Uni<Void> atTheEnd(Mutiny.Session session, Subscribed before, Instant at) {
    Term term = before.course().term();
    return term == null || !isBilledAfterwards(before) || !at.isAfter(term.startsAt())
        ? Uni.createFrom().voidItem()
        : bill(
            session,
            before,
            new Invoicing.Bill(before.id(), new Period(term.startsAt(), at), List.of(), at, at));
  }

  private Uni<Void> bill(Mutiny.Session session, Subscribed held, Invoicing.Bill bill) {
    return invoicing
        .issue(session, bill)
        .chain((InvoiceId id) -> collection.collect(session, held.account(), id, bill.at()));
  }

  private static boolean isBilledAfterwards(Subscribed held) {
    return held.terms().billing() == PlanTerms.Billing.postpaid;
  }

  private static Line setup(Subscribed held) {
    return new Line(Line.Kind.SETUP, name(held) + ", setup", held.terms().feeOfSetup());
  }

  private static Line recurring(Subscribed held) {
    return new Line(
        Line.Kind.RECURRING,
        name(held) + ", one " + held.terms().billingPeriod(),
        held.terms().feeOfPeriod());
  }

  private static String name(Subscribed held) {
    return held.productName() + ", plan " + held.planName();
  }
}
