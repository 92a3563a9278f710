package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.period.PlanChanges;
import dev.turnpike.tenants.period.PlanMove;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Another plan of the same product: what it would cost, and the change itself. */
@Path("/manage/v1/tenants/{tenant}/subscriptions/{subscription}/plan-change")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class PlanChangeResource {
  private final Callers callers;
  private final Commands commands;
  private final PlanChanges changes;

  PlanChangeResource(Callers callers, Commands commands, PlanChanges changes) {
    this.callers = callers;
    this.commands = commands;
    this.changes = changes;
  }

  /**
   * What a change means.
   *
   * @param asOf to be sent with the change: then what was shown is what is charged
   * @param effective when the new plan holds; at once for an upgrade
   * @param hindrance what has to be done before
   */
  @Schema(name = "PlanChangePreview")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Preview(
      String from,
      String to,
      boolean atOnce,
      Instant asOf,
      Instant effective,
      Amount credit,
      Amount charge,
      Amount dueNow,
      Amount newFee,
      @Nullable Instant nextRenewal,
      @Nullable String hindrance) {
    static Preview of(PlanMove move) {
      return new Preview(
          move.from(),
          move.to(),
          move.atOnce(),
          move.asOf(),
          move.effective(),
          Amount.of(move.credit()),
          Amount.of(move.charge()),
          Amount.of(move.dueNow()),
          Amount.of(move.newFee()),
          move.nextRenewal(),
          move.hindrance());
    }
  }

  /**
   * A change of plan.
   *
   * @param plan its slug
   * @param asOf the preview's; without it, it costs what it costs now
   */
  @Schema(name = "PlanChange")
  @JsonNaming(SnakeCaseStrategy.class)
  record Wish(@Nullable String plan, @Nullable String asOf) {
    @Nullable Instant instant() {
      try {
        return asOf == null ? null : Instant.parse(asOf);
      } catch (DateTimeException e) {
        throw Problem.invalid("as_of", "Send the preview's as_of as it is.").refused();
      }
    }
  }

  @GET
  @Operation(operationId = "previewPlanChange", summary = "What a change of plan would cost now")
  public Uni<Preview> preview(
      String tenant, String subscription, @RestQuery @Nullable String plan) {
    return changes
        .preview(
            callers.acting(tenant),
            Sent.id(subscription, SubscriptionId::new),
            Sent.text("plan", plan))
        .map(found -> found.map(Preview::of).orElseThrow(Callers::unknown));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changePlan",
      summary = "Upgrade at once, or downgrade at the end of the period; keys stay")
  public Uni<SubscriptionForm> change(String tenant, String subscription, @Nullable Wish wish) {
    Wish sent = Sent.body(wish);
    String plan = Sent.text("plan", sent.plan());
    Instant asOf = sent.instant();
    return commands.run(
        tenant, subscription, (acting, id) -> changes.change(acting, id, plan, asOf));
  }

  @DELETE
  @Operation(operationId = "keepPlan", summary = "Take back a downgrade that is waiting")
  public Uni<SubscriptionForm> undo(String tenant, String subscription) {
    return commands.run(tenant, subscription, changes::undo);
  }
}
