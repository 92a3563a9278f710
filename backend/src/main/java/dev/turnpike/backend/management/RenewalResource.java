package dev.turnpike.backend.management;

import dev.turnpike.tenants.period.Renewals;
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

/** Whether a subscription goes on. */
@Path("/manage/v1/tenants/{tenant}/subscriptions/{subscription}/renewal")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class RenewalResource {
  private final Commands commands;
  private final Renewals renewals;

  RenewalResource(Commands commands, Renewals renewals) {
    this.commands = commands;
    this.renewals = renewals;
  }

  /**
   * How to go on.
   *
   * @param plan another plan's slug for a subscription that has ended; absent: the same
   */
  @Schema(name = "Renewal")
  record Wish(@Nullable String plan) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "renewSubscription",
      summary = "Take up an ended subscription again, within 90 days without a new approval")
  public Uni<SubscriptionForm> renew(String tenant, String subscription, @Nullable Wish wish) {
    String plan = wish == null ? null : wish.plan();
    return commands.run(tenant, subscription, (acting, id) -> renewals.renew(acting, id, plan));
  }

  @POST
  @Path("automatic")
  @Operation(
      operationId = "renewAutomatically",
      summary = "Let each period follow the other; takes a cancellation back")
  public Uni<SubscriptionForm> automatic(String tenant, String subscription) {
    return commands.run(tenant, subscription, renewals::keep);
  }

  @DELETE
  @Path("automatic")
  @Operation(operationId = "letExpire", summary = "Let it expire when its period is over")
  public Uni<SubscriptionForm> letExpire(String tenant, String subscription) {
    return commands.run(tenant, subscription, renewals::letExpire);
  }
}
