package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * How far a customer may go below zero: the publisher raises it on request, with a reason. In force
 * on every node within a second.
 */
@ApplicationScoped
public class Overdrafts {
  private static final long MOST_MICROS = 1_000_000 * Money.MICROS;
  private static final int LONGEST_REASON = 500;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;

  Overdrafts(Tenancy tenancy, Rows rows, Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
  }

  @RegisterForReflection
  record Wallet(String currency, long overdraft) {}

  @RegisterForReflection
  record Set(boolean done) {}

  /**
   * Sets it, up or down.
   *
   * @param amount a decimal in the account's currency, from 0
   */
  public Uni<LedgerAnswer> set(Acting acting, AccountId account, String amount, String reason) {
    acting.require(Permission.RAISE_LIMIT);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      return answer(
          new LedgerAnswer.Invalid("reason", "Say why in 1 to " + LONGEST_REASON + " characters."));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                    session,
                    Wallet.class,
                    "select currency, overdraft from wallet"
                        + " where account_id = :account and publisher_id = :tenant",
                    Map.of("account", account.value(), "tenant", acting.tenant().value()))
                .chain(
                    found ->
                        found
                            .map(wallet -> set(session, acting, account, wallet, amount, reason))
                            .orElseGet(() -> answer(new LedgerAnswer.Unknown()))));
  }

  private Uni<LedgerAnswer> set(
      Mutiny.Session session,
      Acting acting,
      AccountId account,
      Wallet wallet,
      String written,
      String reason) {
    Currency unit = Currency.getInstance(wallet.currency());
    Optional<Money> amount =
        written.strip().matches("0+([.]0+)?")
            ? Optional.of(Money.zero(unit))
            : Adjustments.money(written, wallet.currency())
                .filter(money -> money.isPositive() && money.micros() <= MOST_MICROS);
    if (amount.isEmpty()) {
      return answer(
          new LedgerAnswer.Invalid(
              "amount", "A decimal from 0 to 1,000,000, in " + wallet.currency() + "."));
    }
    return rows.first(
            session,
            Set.class,
            "select set_overdraft(:account, :amount) as done",
            Map.of("account", account.value(), "amount", amount.get().micros()))
        .chain(
            set ->
                set.orElseThrow().done()
                    ? audit
                        .note(
                            session,
                            acting.tenant(),
                            acting.person(),
                            "overdraft.set",
                            "account",
                            account.toString(),
                            Map.of(
                                "from",
                                new Money(wallet.overdraft(), unit).toString(),
                                "to",
                                amount.get().toString(),
                                "reason",
                                reason.strip()))
                        .replaceWith(new LedgerAnswer.Posted(account.value()))
                    : answer(
                        new LedgerAnswer.Conflict(
                            "The customer owes more than that already. Leave it higher.")));
  }

  private static Uni<LedgerAnswer> answer(LedgerAnswer answer) {
    return Uni.createFrom().item(answer);
  }
}
