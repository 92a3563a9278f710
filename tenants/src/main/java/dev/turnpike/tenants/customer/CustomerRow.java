package dev.turnpike.tenants.customer;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link Customers} reads of one consumer. */
@RegisterForReflection
record CustomerRow(
    UUID id,
    String slug,
    String name,
    Instant since,
    List<AccountRow> accounts,
    Map<String, Integer> subscriptions,
    @Nullable BlockRow block) {

  @RegisterForReflection
  record AccountRow(UUID id, String mode, String currency, long posted, long held, long overdraft) {
    Customer.Account account() {
      Currency unit = Currency.getInstance(currency);
      return new Customer.Account(
          new AccountId(id), mode, new Money(posted + overdraft, unit), new Money(held, unit));
    }
  }

  @RegisterForReflection
  record BlockRow(String reason, @Nullable String by, Instant at) {}

  Customer customer() {
    return new Customer(
        new TenantId(id),
        slug,
        name,
        since,
        accounts.stream().map(AccountRow::account).toList(),
        subscriptions,
        block == null ? null : new Customer.Block(block.reason(), block.by(), block.at()));
  }
}
