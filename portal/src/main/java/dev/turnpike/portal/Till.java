package dev.turnpike.portal;

import dev.turnpike.portal.ResolveView.Ask;
import dev.turnpike.portal.ResolveView.Attempt;
import dev.turnpike.portal.ResolveView.Bill;
import dev.turnpike.portal.ResolveView.CardView;
import dev.turnpike.portal.ResolveView.TopUp;
import dev.turnpike.tenants.billing.Invoices.Invoice;
import dev.turnpike.tenants.billing.Payment;
import dev.turnpike.tenants.billing.SandboxCard;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.ui.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of pages that take money: forms with their cards, and what became of a payment. */
@ApplicationScoped
class Till {
  private static final long USUAL_TOP_UP = 10 * Money.MICROS;
  private static final long CENT = Money.MICROS / 100;
  private static final int LONGEST_AMOUNT = 12;
  private static final int LONGEST_FORM_KEY = 64;

  private final Ids ids;
  private final Declines declines;

  Till(Ids ids, Declines declines) {
    this.ids = ids;
    this.declines = declines;
  }

  /**
   * A form for credit.
   *
   * @param missing what the wallet lacks for a call; the offer covers it
   * @param written what was in a form that could not be taken
   */
  TopUp topUp(Currency currency, Optional<Money> missing, @Nullable String written) {
    long least =
        missing
            .map(lack -> Math.max(roundedUp(lack.micros(), CENT), Money.MICROS))
            .orElse(Money.MICROS);
    Money offered = new Money(Math.max(USUAL_TOP_UP, roundedUp(least, Money.MICROS)), currency);
    return new TopUp(
        written == null ? offered.decimal() : written,
        currency.getCurrencyCode(),
        missing.isEmpty() ? null : Formats.amount(new Money(least, currency)),
        missing.orElse(null),
        cards(),
        ids.next().toString());
  }

  private static long roundedUp(long micros, long step) {
    return Math.ceilDiv(micros, step) * step;
  }

  Bill bill(Invoice invoice) {
    String decline = Optional.ofNullable(invoice.decline()).map(declines::sentence).orElse(null);
    return new Bill(
        invoice.number(),
        invoice.total(),
        invoice.dueAt(),
        decline,
        cards(),
        ids.next().toString());
  }

  Bill firstPayment(Money due) {
    return new Bill(null, due, null, null, cards(), ids.next().toString());
  }

  /** The sandbox's cards, one of them chosen. */
  List<CardView> sandbox() {
    return cards();
  }

  static Ask ask(List<Member> payers) {
    return new Ask(
        payers.stream().map(member -> member.name() + " <" + member.email() + ">").toList());
  }

  /** What became of a payment; {@code balance} is shown when it was credit. */
  static Attempt attempt(Payment payment, @Nullable Money balance, String confirmation) {
    String state =
        payment.state() == Payment.State.FAILED
            ? "outage"
            : payment.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Attempt(
        state,
        payment.decline() == null ? null : payment.decline().word(),
        payment.amount(),
        payment.purpose().equals("top-up") ? balance : null,
        confirmation);
  }

  /**
   * An amount as people write it, in whole cents, with a point or a comma; empty for anything else.
   */
  static Optional<Money> money(@Nullable String text, Currency currency) {
    if (text == null
        || text.length() > LONGEST_AMOUNT
        || !text.strip().matches("[0-9]{1,7}([.,][0-9]{1,2})?")) {
      return Optional.empty();
    }
    return Optional.of(Money.of(text.strip().replace(',', '.'), currency));
  }

  /** The form's own key makes sending it twice one payment. */
  static @Nullable String formKey(@Nullable String form) {
    return form == null || form.isBlank() || form.length() > LONGEST_FORM_KEY ? null : form;
  }

  private List<CardView> cards() {
    return Arrays.stream(SandboxCard.values()).map(this::card).toList();
  }

  private CardView card(SandboxCard card) {
    String brand =
        card.brand().substring(0, 1).toUpperCase(Locale.ROOT) + card.brand().substring(1);
    return new CardView(
        card.token(),
        brand + " •••• " + card.last4(),
        declines.behaviour(card),
        card == SandboxCard.ACCEPTED);
  }
}
