package dev.turnpike.backend.management;

import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Block by the publisher and pause by the consumer, which lie over a subscription's state. Doing or
 * undoing either twice changes nothing.
 */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class HindrancesResource {
  private final Callers callers;
  private final Subscriptions subscriptions;
  private final Hindrances hindrances;

  HindrancesResource(Callers callers, Subscriptions subscriptions, Hindrances hindrances) {
    this.callers = callers;
    this.subscriptions = subscriptions;
    this.hindrances = hindrances;
  }

  /**
   * Why; the other side reads it.
   *
   * @param reason mandatory for a block
   */
  @Schema(name = "Hindering")
  record Why(@Nullable String reason) {}

  @POST
  @Path("subscriptions/{subscription}/block")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "block", summary = "Shut a subscription out, as its publisher")
  public Uni<SubscriptionForm> block(String tenant, String subscription, @Nullable Why why) {
    Acting acting = callers.acting(tenant);
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    return hindrances.block(acting, id, reason(why)).chain(outcome -> shown(acting, id, outcome));
  }

  @DELETE
  @Path("subscriptions/{subscription}/block")
  @Operation(operationId = "unblock", summary = "Let a blocked subscription in again")
  public Uni<SubscriptionForm> unblock(String tenant, String subscription) {
    Acting acting = callers.acting(tenant);
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    return hindrances.unblock(acting, id).chain(outcome -> shown(acting, id, outcome));
  }

  @POST
  @Path("subscriptions/{subscription}/pause")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "pause", summary = "Pause a subscription, as its consumer")
  public Uni<SubscriptionForm> pause(String tenant, String subscription, @Nullable Why why) {
    Acting acting = callers.acting(tenant);
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    return hindrances.pause(acting, id, reason(why)).chain(outcome -> shown(acting, id, outcome));
  }

  @DELETE
  @Path("subscriptions/{subscription}/pause")
  @Operation(operationId = "resume", summary = "End the pause")
  public Uni<SubscriptionForm> resume(String tenant, String subscription) {
    Acting acting = callers.acting(tenant);
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    return hindrances.resume(acting, id).chain(outcome -> shown(acting, id, outcome));
  }

  private static String reason(@Nullable Why why) {
    return why == null ? "" : Sent.orEmpty(why.reason());
  }

  private Uni<SubscriptionForm> shown(Acting acting, SubscriptionId id, Outcome outcome) {
    return subscriptions
        .find(acting, id)
        .map(
            now -> {
              if (!(outcome instanceof Outcome.Done)) {
                throw Outcomes.refused(outcome, now.orElse(null));
              }
              return now.map(SubscriptionForm::of).orElseThrow(Callers::unknown);
            });
  }
}
