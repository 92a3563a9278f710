package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.account.AccountHistory;
import dev.turnpike.tenants.account.AccountQuery;
import dev.turnpike.tenants.account.AccountState;
import dev.turnpike.tenants.account.AccountStates;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A publisher's accounts: how each stands with its money, its subscriptions and its limits. */
@Path("/manage/v1/tenants/{tenant}/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
public class AccountsResource {
  private final Callers callers;
  private final AccountStates accounts;
  private final AccountHistory history;

  AccountsResource(Callers callers, AccountStates accounts, AccountHistory history) {
    this.callers = callers;
    this.accounts = accounts;
    this.history = history;
  }

  @Schema(name = "PaymentAttempt")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AttemptForm(Instant at, Amount amount, String state, @Nullable String reason) {}

  @Schema(name = "Overdue")
  record OverdueForm(Amount total, int invoices, Instant since) {}

  /**
   * A subscription on the account.
   *
   * @param until the end of trial or grace
   */
  @Schema(name = "AccountSubscription")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SubscriptionForm(
      String subscriptionId,
      String application,
      String product,
      String plan,
      String status,
      @Nullable Instant until,
      @Nullable String reason,
      Instant changedAt) {
    static SubscriptionForm of(AccountState.Subscription it) {
      return new SubscriptionForm(
          it.id(),
          it.application(),
          it.product(),
          it.plan(),
          it.state(),
          it.until(),
          it.reason(),
          it.changedAt());
    }
  }

  /**
   * What is used of an allowance.
   *
   * @param emptyAt when it is used up at this pace, before it starts again
   */
  @Schema(name = "AllowanceUse")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UseForm(
      String subscriptionId,
      String limit,
      String unit,
      long used,
      long held,
      long quantity,
      Instant resetsAt,
      @Nullable Instant emptyAt) {
    static UseForm of(AccountState.Use it) {
      return new UseForm(
          it.subscription(),
          it.limit(),
          it.unit(),
          it.used(),
          it.held(),
          it.quantity(),
          it.resetsAt(),
          it.emptyAt());
    }
  }

  @Schema(name = "AccountPayment")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PaymentForm(
      String id,
      Instant at,
      String purpose,
      Amount amount,
      String state,
      String processor,
      @Nullable String processorId,
      @Nullable String reason) {
    static PaymentForm of(AccountHistory.Paid it) {
      return new PaymentForm(
          it.id().toString(),
          it.at(),
          it.purpose(),
          Amount.of(it.amount()),
          it.state(),
          it.processor(),
          it.processorId(),
          it.reason());
    }
  }

  /**
   * An account as it stands.
   *
   * @param paymentStatus suspended, past_due, overdue, awaiting_payment, pending, declined, current
   * @param balance without what calls in flight hold
   * @param available what calls may still spend
   * @param emptyAt when the wallet is empty at the pace of the last 24 hours
   * @param worries why somebody should look at it
   * @param payments the latest attempts to pay; only for one account
   */
  @Schema(name = "Account")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AccountForm(
      String id,
      String consumer,
      String mode,
      String paymentStatus,
      Amount balance,
      Amount held,
      Amount overdraft,
      Amount available,
      @Nullable AttemptForm lastPayment,
      @Nullable OverdueForm overdue,
      Amount spentOfDay,
      @Nullable Instant emptyAt,
      List<String> worries,
      List<SubscriptionForm> subscriptions,
      List<UseForm> allowances,
      @Nullable List<PaymentForm> payments) {
    static AccountForm of(AccountState it, @Nullable List<AccountHistory.Paid> paid) {
      AccountState.Attempt last = it.lastPayment();
      AccountState.Overdue overdue = it.overdue();
      return new AccountForm(
          it.id().toString(),
          it.consumer(),
          it.mode(),
          it.paymentStatus().word(),
          Amount.of(it.balance()),
          Amount.of(it.held()),
          Amount.of(it.overdraft()),
          Amount.of(it.available()),
          last == null
              ? null
              : new AttemptForm(last.at(), Amount.of(last.amount()), last.state(), last.reason()),
          overdue == null
              ? null
              : new OverdueForm(Amount.of(overdue.total()), overdue.invoices(), overdue.since()),
          Amount.of(it.spentOfDay()),
          it.walletEmptyAt().orElse(null),
          it.worries().stream().map(AccountQuery::word).sorted().toList(),
          it.subscriptions().stream().map(SubscriptionForm::of).toList(),
          it.limits().stream().map(UseForm::of).toList(),
          paid == null ? null : paid.stream().map(PaymentForm::of).toList());
    }
  }

  @GET
  @Operation(
      operationId = "listAccounts",
      summary =
          "Accounts with their state; text is a part of the consumer's name, worry one of"
              + " suspended, in-grace, trial-ended, overdue, payment-failed, wallet-ends,"
              + " allowance-ends or any, sort one of name, balance, overdue, spent, last-payment;"
              + " after is the next of the page before")
  public Uni<Listing<AccountForm>> list(
      String tenant,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String worry,
      @RestQuery @Nullable String sort,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @DefaultValue("0") String after) {
    Acting acting = callers.acting(tenant);
    int most = Listing.checked(limit);
    int skip = place(after);
    return accounts
        .list(acting, AccountQuery.of(text, worry, sort, skip, most + 1))
        .map(
            found ->
                new Listing<>(
                    found.stream().limit(most).map(it -> AccountForm.of(it, null)).toList(),
                    found.size() > most ? String.valueOf(skip + most) : null));
  }

  @GET
  @Path("{account}")
  @Operation(
      operationId = "getAccount",
      summary = "One account with its payments and the processor's reasons")
  public Uni<AccountForm> one(String tenant, String account) {
    Acting acting = callers.acting(tenant);
    AccountId id = Sent.id(account, AccountId::new);
    return accounts
        .find(acting, id)
        .map(found -> found.orElseThrow(Callers::unknown))
        .chain(state -> history.payments(acting, id).map(paid -> AccountForm.of(state, paid)));
  }

  private static int place(String after) {
    try {
      return Integer.parseInt(after);
    } catch (NumberFormatException e) {
      throw Problem.parameter("after", "This is no place in the list. Start without it.").refused();
    }
  }
}
