package dev.turnpike.backend.management;

import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.period.Renewals;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Subscriptions, of the tenant's applications or to the tenant's plans. */
@Path("/manage/v1/tenants/{tenant}/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionsResource {
  private final Callers callers;
  private final Commands commands;
  private final Subscriptions subscriptions;
  private final Renewals renewals;

  SubscriptionsResource(
      Callers callers, Commands commands, Subscriptions subscriptions, Renewals renewals) {
    this.callers = callers;
    this.commands = commands;
    this.subscriptions = subscriptions;
    this.renewals = renewals;
  }

  /**
   * A wish for a plan.
   *
   * @param application its id
   * @param publisher the publisher's slug
   * @param product the product's slug
   * @param plan the plan's slug
   * @param mode {@code test} (default) or {@code live}
   */
  @Schema(name = "NewSubscription")
  record Wish(
      @Nullable String application,
      @Nullable String publisher,
      @Nullable String product,
      @Nullable String plan,
      @Nullable String mode) {
    PlanChoice choice() {
      return new PlanChoice(
          Sent.id("application", application, ApplicationId::new),
          Sent.text("publisher", publisher),
          Sent.text("product", product),
          Sent.text("plan", plan),
          Sent.mode(mode));
    }
  }

  @GET
  @Operation(
      operationId = "listSubscriptions",
      summary = "Subscriptions, live ones first; side is consumer (default) or publisher")
  public Uni<Listing<SubscriptionForm>> list(
      String tenant,
      @RestQuery @DefaultValue("consumer") String side,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    Acting acting = callers.acting(tenant);
    return ofSide(acting, side)
        .map(all -> Listing.of(all, s -> s.id().toString(), SubscriptionForm::of, limit, after));
  }

  private Uni<List<Subscribed>> ofSide(Acting acting, String side) {
    return Sent.isPublisher(side)
        ? subscriptions.ofPublisher(acting)
        : subscriptions.ofConsumer(acting);
  }

  @POST
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "requestSubscription",
      summary = "Ask for a plan; the answer's state says who has to act next")
  public Uni<SubscriptionForm> request(String tenant, @Nullable Wish wish) {
    Acting acting = callers.acting(tenant);
    PlanChoice choice = Sent.body(wish).choice();
    return subscriptions
        .request(acting, choice)
        .chain(
            outcome ->
                outcome instanceof Outcome.Unknown
                    ? Uni.createFrom().failure(unknownPlan())
                    : shown(acting, outcome));
  }

  private static RuntimeException unknownPlan() {
    return Problem.invalid(
            "plan", "This tenant has no such application, or may know of no such plan.")
        .refused();
  }

  @GET
  @Path("{subscription}")
  @Operation(operationId = "getSubscription", summary = "One subscription, from either side")
  public Uni<SubscriptionForm> get(String tenant, String subscription) {
    return shown(callers.acting(tenant), Sent.id(subscription, SubscriptionId::new));
  }

  /**
   * When a cancellation takes effect.
   *
   * @param when {@code now} (default) or {@code period_end}
   */
  @Schema(name = "Cancellation")
  record Cancellation(@Nullable String when) {
    boolean waits() {
      return switch (when == null ? "now" : when) {
        case "now" -> false;
        case "period_end" -> true;
        default -> throw Problem.invalid("when", "It is now or period_end.").refused();
      };
    }
  }

  @POST
  @Path("{subscription}/cancellation")
  @Operation(
      operationId = "cancelSubscription",
      summary = "End it, by the consumer, now or with its period; a request is withdrawn")
  public Uni<SubscriptionForm> cancel(
      String tenant, String subscription, @Nullable Cancellation cancellation) {
    boolean waits = cancellation != null && cancellation.waits();
    return commands.run(
        tenant, subscription, waits ? renewals::cancelAtPeriodEnd : subscriptions::cancel);
  }

  @DELETE
  @Path("{subscription}/cancellation")
  @Operation(operationId = "keepSubscription", summary = "Take back a cancellation that waits")
  public Uni<SubscriptionForm> keep(String tenant, String subscription) {
    return commands.run(tenant, subscription, renewals::keep);
  }

  private Uni<SubscriptionForm> shown(Acting acting, Outcome outcome) {
    return outcome instanceof Outcome.Done done
        ? shown(acting, done.id())
        : Uni.createFrom().failure(Outcomes.refused(outcome, null));
  }

  private Uni<SubscriptionForm> shown(Acting acting, SubscriptionId id) {
    return subscriptions
        .find(acting, id)
        .map(found -> found.map(SubscriptionForm::of).orElseThrow(Callers::unknown));
  }
}
