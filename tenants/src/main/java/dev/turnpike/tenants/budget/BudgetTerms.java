package dev.turnpike.tenants.budget;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Budget;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote into the form of a budget; {@link #wrong} tells the first thing that cannot
 * be.
 *
 * @param scope tenant, team, application or key
 * @param subject the team's or application's slug or the key's id; nothing for the tenant
 * @param amount a decimal in the currency's major unit
 * @param anchor a day on which a period began, as 2026-04-06; nothing for the calendar's periods
 * @param owner the e-mail of the member who decides requests; nothing for who makes the budget
 */
public record BudgetTerms(
    String scope,
    @Nullable String subject,
    String name,
    String amount,
    String currency,
    String period,
    @Nullable String anchor,
    @Nullable String zone,
    boolean hard,
    @Nullable String owner) {
  private static final List<String> SCOPES = List.of("tenant", "team", "application", "key");
  private static final List<String> PERIODS = List.of("day", "month", "quarter", "year");
  private static final int LONGEST_NAME = 100;
  private static final long MOST_MICROS = 1_000_000_000L * Money.MICROS;

  Optional<BudgetAnswer.Invalid> wrong() {
    if (!SCOPES.contains(scope)) {
      return invalid("scope", "It is tenant, team, application or key.");
    }
    if (!scope.equals("tenant") && (subject == null || subject.isBlank())) {
      return invalid("subject", "Name the " + scope + " that the budget is for.");
    }
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      return invalid("name", "A name has 1 to " + LONGEST_NAME + " characters.");
    }
    if (money().isEmpty()) {
      return invalid("amount", "An amount is a decimal such as 500.00, in a currency such as USD.");
    }
    if (!PERIODS.contains(period)) {
      return invalid("period", "It is day, month, quarter or year.");
    }
    if (day().isEmpty()) {
      return invalid("anchor", "A day is written as 2026-04-06.");
    }
    return place().isEmpty()
        ? invalid("zone", "A zone is written as Europe/Berlin or UTC.")
        : Optional.empty();
  }

  Optional<Money> money() {
    return money(amount, currency);
  }

  /** Empty for what is no amount of 0 to a billion. */
  static Optional<Money> money(String amount, String currency) {
    try {
      Money money = Money.of(amount.strip(), Currency.getInstance(currency.strip()));
      return Optional.of(money).filter(m -> m.micros() >= 0 && m.micros() <= MOST_MICROS);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  Optional<LocalDate> day() {
    try {
      return Optional.of(
          anchor == null || anchor.isBlank() ? Budget.CALENDAR : LocalDate.parse(anchor.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Optional<ZoneId> place() {
    try {
      return Optional.of(ZoneId.of(zone == null || zone.isBlank() ? "UTC" : zone.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Optional<String> ownerEmail() {
    return Optional.ofNullable(owner)
        .filter(text -> !text.isBlank())
        .map(text -> text.strip().toLowerCase(Locale.ROOT));
  }

  private static Optional<BudgetAnswer.Invalid> invalid(String field, String detail) {
    return Optional.of(new BudgetAnswer.Invalid(field, detail));
  }
}
