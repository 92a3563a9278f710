package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.management.Callers.Caller;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Snapshot;
import dev.turnpike.tenants.snapshot.Snapshots;
import dev.turnpike.tenants.snapshot.Standing;
import dev.turnpike.tenants.snapshot.Subscription;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an application may know of its own money. Never itself a 402. */
@Path("/manage/v1/billing/state")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class BillingResource {
  private final Callers callers;
  private final Accounts accounts;
  private final Snapshots snapshots;

  BillingResource(Callers callers, Accounts accounts, Snapshots snapshots) {
    this.callers = callers;
    this.accounts = accounts;
    this.snapshots = snapshots;
  }

  @Schema(name = "BillingState")
  record State(String tenant, String application, List<Line> subscriptions) {}

  /**
   * One subscription with its money.
   *
   * @param state active, trialing, past_due, pending_approval, rejected, blocked, paused,
   *     awaiting_payment, suspended or ended
   * @param until when grace or the trial is over
   * @param due what has to be paid
   * @param price of one call
   * @param available what the wallet still has for calls
   */
  @Schema(name = "BillingLine")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      String subscription,
      @Nullable String publisher,
      @Nullable String product,
      String plan,
      String billing,
      String state,
      @Nullable Instant until,
      @Nullable Amount due,
      Amount price,
      @Nullable Amount available,
      @Nullable Amount held) {}

  @GET
  @Operation(
      operationId = "getBillingState",
      summary = "The state and money of the application whose key is presented")
  public Uni<State> state() {
    Caller caller = callers.application();
    Snapshot snapshot = snapshots.current();
    return accounts
        .ofConsumer(caller.application().consumer())
        .map(
            found ->
                new State(
                    caller.application().consumerSlug(),
                    caller.application().slug(),
                    caller.application().subscriptions().stream()
                        .map(s -> line(snapshot, s, account(found, s)))
                        .toList()));
  }

  private static Accounts.@Nullable Account account(
      List<Accounts.Account> all, Subscription subscription) {
    return all.stream()
        .filter(account -> account.id().equals(subscription.account()))
        .findFirst()
        .orElse(null);
  }

  private static Line line(
      Snapshot snapshot, Subscription subscription, Accounts.@Nullable Account account) {
    String slug = account == null ? null : account.publisherSlug();
    Publisher publisher = slug == null ? null : snapshot.publisher(slug);
    Product product = publisher == null ? null : publisher.products().get(subscription.product());
    Standing standing = subscription.standing();
    return new Line(
        subscription.id().toString(),
        slug,
        product == null ? null : product.slug(),
        subscription.plan().slug(),
        subscription.plan().billing().name().toLowerCase(Locale.ROOT),
        state(standing),
        until(standing),
        due(standing),
        Amount.of(subscription.plan().priceOfCall()),
        account == null ? null : Amount.of(account.available()),
        account == null ? null : Amount.of(account.held()));
  }

  private static String state(Standing standing) {
    return switch (standing) {
      case Standing.Active _ -> "active";
      case Standing.Trialing _ -> "trialing";
      case Standing.PastDue _ -> "past_due";
      case Standing.PendingApproval _ -> "pending_approval";
      case Standing.Rejected _ -> "rejected";
      case Standing.Blocked _ -> "blocked";
      case Standing.Paused _ -> "paused";
      case Standing.AwaitingPayment _ -> "awaiting_payment";
      case Standing.Suspended _ -> "suspended";
      case Standing.Ended _ -> "ended";
    };
  }

  private static @Nullable Instant until(Standing standing) {
    return switch (standing) {
      case Standing.Trialing trialing -> trialing.until();
      case Standing.PastDue pastDue -> pastDue.graceUntil();
      default -> null;
    };
  }

  private static @Nullable Amount due(Standing standing) {
    return switch (standing) {
      case Standing.AwaitingPayment awaiting -> Amount.of(awaiting.due());
      case Standing.Suspended suspended -> Amount.of(suspended.due());
      default -> null;
    };
  }
}
