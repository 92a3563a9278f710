package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Approvals;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PendingRequest;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The publisher's inbox, and decisions on what lies there. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class ApprovalsResource {
  private final Callers callers;
  private final Approvals approvals;
  private final Subscriptions subscriptions;

  ApprovalsResource(Callers callers, Approvals approvals, Subscriptions subscriptions) {
    this.callers = callers;
    this.approvals = approvals;
    this.subscriptions = subscriptions;
  }

  /**
   * A request that waits.
   *
   * @param own whether the caller may not decide it
   */
  @Schema(name = "PendingRequest")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PendingForm(
      SubscriptionForm subscription,
      int position,
      int of,
      @Nullable String askedBy,
      Amount balance,
      long openInvoices,
      Amount monthly,
      Amount perCall,
      boolean own) {
    static PendingForm of(PendingRequest request) {
      return new PendingForm(
          SubscriptionForm.of(request.subscription()),
          request.position(),
          request.of(),
          request.askedBy(),
          Amount.of(request.balance()),
          request.openInvoices(),
          Amount.of(request.monthly()),
          Amount.of(request.perCall()),
          request.own());
    }
  }

  /**
   * A yes.
   *
   * @param version the version that was seen; absent: whatever it is now
   */
  @Schema(name = "Approval")
  record Yes(@Nullable Integer version, @Nullable String comment) {}

  /**
   * A no.
   *
   * @param reason told to who asked; mandatory
   */
  @Schema(name = "Rejection")
  record No(@Nullable Integer version, @Nullable String reason) {}

  @GET
  @Path("approvals")
  @Operation(
      operationId = "listApprovals",
      summary = "Requests that wait for this publisher's decision, the longest waiting first")
  public Uni<Listing<PendingForm>> inbox(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return approvals
        .inbox(callers.acting(tenant))
        .map(
            all ->
                Listing.of(
                    all, r -> r.subscription().id().toString(), PendingForm::of, limit, after));
  }

  @POST
  @Path("subscriptions/{subscription}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "approve", summary = "Approve the open step")
  public Uni<SubscriptionForm> approve(String tenant, String subscription, @Nullable Yes yes) {
    Acting acting = callers.acting(tenant).require(Permission.DECIDE_REQUEST);
    String comment = yes == null ? "" : Sent.orEmpty(yes.comment());
    Integer seen = yes == null ? null : yes.version();
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    return current(acting, id)
        .chain(now -> approvals.approve(acting, id, version(seen, now), comment))
        .chain(outcome -> decided(acting, id, outcome));
  }

  @POST
  @Path("subscriptions/{subscription}/rejection")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "reject", summary = "Refuse the request, with a reason")
  public Uni<SubscriptionForm> reject(String tenant, String subscription, @Nullable No no) {
    Acting acting = callers.acting(tenant).require(Permission.DECIDE_REQUEST);
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    No sent = Sent.body(no);
    String reason = Sent.text("reason", sent.reason());
    return current(acting, id)
        .chain(now -> approvals.reject(acting, id, version(sent.version(), now), reason))
        .chain(outcome -> decided(acting, id, outcome));
  }

  private Uni<Subscribed> current(Acting acting, SubscriptionId id) {
    return subscriptions.find(acting, id).map(found -> found.orElseThrow(Callers::unknown));
  }

  private static int version(@Nullable Integer seen, Subscribed now) {
    return seen == null ? now.version() : seen;
  }

  private Uni<SubscriptionForm> decided(Acting acting, SubscriptionId id, Outcome outcome) {
    return current(acting, id)
        .map(
            now -> {
              if (outcome instanceof Outcome.Done) {
                return SubscriptionForm.of(now);
              }
              throw Outcomes.refused(outcome, now);
            });
  }
}
