package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.billing.Line.Book;
import dev.turnpike.tenants.billing.Line.Kind;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Issues invoices in the caller's transaction: lines, number and ledger are there together or not
 * at all. Invoices of one publisher are issued one after the other, which is what numbers without a
 * gap cost. Times are the account's.
 */
@ApplicationScoped
public class Invoicing {
  private final Rows rows;
  private final Ids ids;
  private final TaxProvider taxes;
  private final InvoiceRows written;
  private final InvoiceLedger ledger;

  Invoicing(Rows rows, Ids ids, TaxProvider taxes, InvoiceRows written, InvoiceLedger ledger) {
    this.rows = rows;
    this.ids = ids;
    this.taxes = taxes;
    this.written = written;
    this.ledger = ledger;
  }

  /**
   * What to issue.
   *
   * @param period what the fees are for
   * @param lines fees, setup and proration; usage is found here
   * @param usedUntil puts the usage before it, by the account's clock, on the invoice too; null:
   *     leaves usage for a later one
   * @param at when it is issued and due
   */
  public record Bill(
      SubscriptionId subscription,
      Period period,
      List<Line> lines,
      @Nullable Instant usedUntil,
      Instant at) {
    public Bill {
      lines = List.copyOf(lines);
    }
  }

  /** Issues an invoice of fees alone. */
  public Uni<InvoiceId> issue(
      Mutiny.Session session,
      SubscriptionId subscription,
      Period period,
      List<Line> lines,
      Instant at) {
    return issue(session, new Bill(subscription, period, lines, null, at));
  }

  /** Issues an invoice; one that asks for nothing is paid at once. */
  public Uni<InvoiceId> issue(Mutiny.Session session, Bill bill) {
    return parties(session, bill.subscription())
        .chain(parties -> draft(session, parties, bill))
        .map(draft -> draft.id);
  }

  @RegisterForReflection
  record Parties(UUID accountId, UUID walletId, String currency, UUID subscriptionId) {
    Currency money() {
      return Currency.getInstance(currency);
    }
  }

  @RegisterForReflection
  record Used(String api, long calls, long amount) {
    Line line() {
      return new Line(Kind.USAGE, api + ", calls", calls, amount);
    }
  }

  @RegisterForReflection
  record Carried(String book, long micros) {}

  /** The number comes first: it is the lock behind which usage and carry stand still. */
  record Draft(InvoiceId id, Parties parties, String number, Bill bill) {}

  private Uni<Parties> parties(Mutiny.Session session, SubscriptionId subscription) {
    return rows.first(
            session,
            Parties.class,
            """
            select s.account_id, w.id as wallet_id, w.currency, s.id as subscription_id
            from subscription s join wallet w on w.account_id = s.account_id where s.id = :id
            """,
            Map.of("id", subscription.value()))
        .map(
            found ->
                found.orElseThrow(
                    () -> new IllegalStateException("no subscription " + subscription)));
  }

  private Uni<Draft> draft(Mutiny.Session session, Parties parties, Bill bill) {
    InvoiceId id = new InvoiceId(ids.next());
    return session
        .createNativeQuery("select next_invoice_number(:account)", String.class)
        .setParameter("account", parties.accountId())
        .getSingleResult()
        .map(number -> new Draft(id, parties, number, bill))
        .call(draft -> written.draft(session, draft))
        .call(draft -> fill(session, draft));
  }

  private Uni<Void> fill(Mutiny.Session session, Draft draft) {
    return carried(session, draft)
        .chain(
            carried ->
                usage(session, draft)
                    .chain(used -> withCredit(session, draft, used, carried))
                    .map(used -> sum(draft, used, carried)))
        .chain(sum -> write(session, draft, sum));
  }

  private static Sum sum(Draft draft, List<Line> used, Map<Book, Long> carried) {
    List<Line> all = new ArrayList<>(draft.bill.lines());
    all.addAll(used);
    return Sum.of(all, carried, draft.parties.money());
  }

  private Uni<Map<Book, Long>> carried(Mutiny.Session session, Draft draft) {
    return rows.list(
            session,
            Carried.class,
            "select book, micros from invoice_carry where account_id = :account",
            Map.of("account", draft.parties.accountId()))
        .map(
            found -> {
              Map<Book, Long> carried = new EnumMap<>(Book.class);
              found.forEach(
                  row ->
                      carried.put(Book.valueOf(row.book().toUpperCase(Locale.ROOT)), row.micros()));
              return carried;
            });
  }

  private Uni<List<Line>> usage(Mutiny.Session session, Draft draft) {
    Instant until = draft.bill.usedUntil();
    if (until == null) {
      return Uni.createFrom().item(List.of());
    }
    return rows.list(
            session,
            Used.class,
            "select api, calls, amount from bill_usage(:subscription, :invoice, :until)",
            Map.of(
                "subscription",
                draft.parties.subscriptionId(),
                "invoice",
                draft.id.value(),
                "until",
                until))
        .map(found -> found.stream().map(Used::line).toList());
  }

  /**
   * Usage is in the wallet already. What the wallet's credit covered is paid; only the debt that is
   * left is asked for, and moves from the wallet to the claims.
   */
  private Uni<List<Line>> withCredit(
      Mutiny.Session session, Draft draft, List<Line> used, Map<Book, Long> carried) {
    long rated = used.stream().mapToLong(Line::micros).reduce(0, Math::addExact);
    if (rated == 0) {
      return Uni.createFrom().item(used);
    }
    return session
        .createNativeQuery("select posted from wallet where id = :wallet", Long.class)
        .setParameter("wallet", draft.parties.walletId())
        .getSingleResult()
        .map(
            posted -> {
              long had =
                  Math.addExact(
                      posted, Math.addExact(rated, carried.getOrDefault(Book.WALLET, 0L)));
              long credit = Math.clamp(had, 0, rated);
              if (credit == 0) {
                return used;
              }
              List<Line> both = new ArrayList<>(used);
              both.add(new Line(Kind.PAID_FROM_CREDIT, "Paid from credit", 1, -credit));
              return both;
            });
  }

  private Uni<Void> write(Mutiny.Session session, Draft draft, Sum sum) {
    return written
        .lines(session, draft, sum)
        .chain(() -> written.carry(session, draft, sum))
        .chain(() -> taxes.on(account(draft), net(draft, sum), draft.bill.at()))
        .chain(tax -> written.open(session, draft, sum, tax))
        .chain(tax -> ledger.post(session, draft, sum, tax));
  }

  private static AccountId account(Draft draft) {
    return new AccountId(draft.parties.accountId());
  }

  private static Money net(Draft draft, Sum sum) {
    return new Money(sum.total(), draft.parties.money());
  }
}
