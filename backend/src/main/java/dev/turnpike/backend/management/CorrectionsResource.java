package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.ledger.Adjustment;
import dev.turnpike.tenants.ledger.Adjustments;
import dev.turnpike.tenants.ledger.LedgerAnswer;
import dev.turnpike.tenants.ledger.LimitRaises;
import dev.turnpike.tenants.ledger.Overdrafts;
import dev.turnpike.tenants.ledger.Refund;
import dev.turnpike.tenants.ledger.Refunds;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a publisher changes of a customer's money by hand; each change has a reason. */
@Path("/manage/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Corrections")
public class CorrectionsResource {
  private final Callers callers;
  private final Adjustments adjustments;
  private final Refunds refunds;
  private final Overdrafts overdrafts;
  private final LimitRaises raises;

  CorrectionsResource(
      Callers callers,
      Adjustments adjustments,
      Refunds refunds,
      Overdrafts overdrafts,
      LimitRaises raises) {
    this.raises = raises;
    this.callers = callers;
    this.adjustments = adjustments;
    this.refunds = refunds;
    this.overdrafts = overdrafts;
  }

  /**
   * A change to a balance.
   *
   * @param amount a decimal string; negative takes credit away
   * @param given whether credit is a gift, which burns before what was paid for; absent: true
   */
  @Schema(name = "NewAdjustment")
  record NewAdjustment(
      @Nullable String amount,
      @Nullable String reason,
      @Nullable Boolean given,
      @JsonProperty("expires_at") @Nullable Instant expiresAt) {}

  @Schema(name = "MoneyChange")
  record Change(@Nullable String amount, @Nullable String reason) {}

  /**
   * What became of it.
   *
   * @param state posted, waiting or rejected
   */
  @Schema(name = "MoneyOutcome")
  record Outcome(String id, String state) {}

  @Schema(name = "Adjustment")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AdjustmentForm(
      String id,
      String wallet,
      @Nullable String consumer,
      Amount amount,
      String reason,
      String proposedBy,
      Instant proposedAt,
      String state,
      @Nullable String decidedBy,
      @Nullable Instant decidedAt) {
    static AdjustmentForm of(Adjustment it) {
      return new AdjustmentForm(
          it.id().toString(),
          it.account().toString(),
          it.consumer(),
          Amount.of(it.amount()),
          it.reason(),
          it.proposerName(),
          it.proposedAt(),
          it.verdict() == null ? "waiting" : it.verdict(),
          it.deciderName(),
          it.decidedAt());
    }
  }

  @Schema(name = "Refund")
  @JsonNaming(SnakeCaseStrategy.class)
  record RefundForm(
      String id, String payment, Amount amount, String reason, String state, Instant askedAt) {
    static RefundForm of(Refund it) {
      return new RefundForm(
          it.id().toString(),
          it.payment().toString(),
          Amount.of(it.amount()),
          it.reason(),
          it.state(),
          it.askedAt());
    }
  }

  @GET
  @Path("adjustments")
  @Operation(operationId = "listAdjustments", summary = "Adjustments, those that wait first")
  public Uni<Listing<AdjustmentForm>> adjustments(
      String tenant,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return adjustments
        .list(callers.acting(tenant))
        .map(all -> Listing.of(all, a -> a.id().toString(), AdjustmentForm::of, limit, after));
  }

  @POST
  @Path("wallets/{wallet}/adjustments")
  @Operation(
      operationId = "adjustWallet",
      summary = "Changes a balance; above the tenant's limit it waits for a second person")
  public Uni<Response> adjust(String tenant, String wallet, @Nullable NewAdjustment body) {
    NewAdjustment sent = Sent.body(body);
    Adjustments.Wish wish =
        new Adjustments.Wish(
            Sent.text("amount", sent.amount()),
            Sent.text("reason", sent.reason()),
            sent.given() == null || sent.given(),
            sent.expiresAt());
    return adjustments
        .propose(callers.acting(tenant), Sent.id(wallet, AccountId::new), wish)
        .map(CorrectionsResource::done);
  }

  @POST
  @Path("adjustments/{adjustment}/approval")
  @Operation(operationId = "approveAdjustment", summary = "Posts what another has proposed")
  public Uni<Response> approve(String tenant, String adjustment) {
    return adjustments
        .approve(callers.acting(tenant), Sent.id(adjustment, Function.identity()))
        .map(CorrectionsResource::done);
  }

  @POST
  @Path("adjustments/{adjustment}/rejection")
  @Operation(operationId = "rejectAdjustment", summary = "Leaves the balance, and says why")
  public Uni<Response> reject(String tenant, String adjustment, @Nullable Change body) {
    return adjustments
        .reject(
            callers.acting(tenant),
            Sent.id(adjustment, Function.identity()),
            Sent.text("reason", Sent.body(body).reason()))
        .map(CorrectionsResource::done);
  }

  @GET
  @Path("wallets/{wallet}/refunds")
  @Operation(operationId = "listRefunds", summary = "Refunds of an account, newest first")
  public Uni<List<RefundForm>> refunds(String tenant, String wallet) {
    return refunds
        .of(callers.acting(tenant).require(Permission.SEE_MONEY), Sent.id(wallet, AccountId::new))
        .map(found -> found.stream().map(RefundForm::of).toList());
  }

  @POST
  @Path("payments/{payment}/refunds")
  @Operation(
      operationId = "refundPayment",
      summary = "Gives back what remains of a top-up, or a part of that")
  public Uni<Response> refund(String tenant, String payment, @Nullable Change body) {
    Change sent = Sent.body(body);
    return refunds
        .refund(
            callers.acting(tenant),
            Sent.id(payment, Function.identity()),
            sent.amount(),
            Sent.text("reason", sent.reason()))
        .map(CorrectionsResource::done);
  }

  @PUT
  @Path("wallets/{wallet}/overdraft")
  @Operation(
      operationId = "setOverdraft",
      summary = "How far the customer may go below zero; in force everywhere within a second")
  public Uni<Response> overdraft(String tenant, String wallet, @Nullable Change body) {
    Change sent = Sent.body(body);
    return overdrafts
        .set(
            callers.acting(tenant),
            Sent.id(wallet, AccountId::new),
            Sent.text("amount", sent.amount()),
            Sent.text("reason", sent.reason()))
        .map(CorrectionsResource::done);
  }

  @Schema(name = "RaisedLimit")
  record Raise(
      @Nullable String subscription,
      @Nullable String limit,
      @Nullable Long quantity,
      @Nullable String reason) {}

  @PUT
  @Path("limit-raises")
  @Operation(
      operationId = "raiseLimit",
      summary = "Lets one subscription use more than its plan says; in force within a second")
  public Uni<Response> raise(String tenant, @Nullable Raise body) {
    Raise sent = Sent.body(body);
    if (sent.quantity() == null) {
      throw Problem.invalid("quantity", "A whole number is missing here.").refused();
    }
    return raises
        .set(
            callers.acting(tenant),
            Sent.id("subscription", sent.subscription(), SubscriptionId::new),
            Sent.text("limit", sent.limit()),
            sent.quantity(),
            Sent.text("reason", sent.reason()))
        .map(CorrectionsResource::done);
  }

  @DELETE
  @Path("limit-raises/{subscription}/{limit}")
  @Operation(operationId = "endRaise", summary = "Back to what the plan says")
  public Uni<Response> endRaise(String tenant, String subscription, String limit) {
    return raises
        .end(callers.acting(tenant), Sent.id(subscription, SubscriptionId::new), limit)
        .map(CorrectionsResource::done);
  }

  @PUT
  @Path("adjustment-limit")
  @Operation(
      operationId = "setAdjustmentLimit",
      summary = "Above which amount of an account's currency a second person approves")
  public Uni<Response> limit(String tenant, @Nullable Change body) {
    return adjustments
        .setLimit(callers.acting(tenant), Sent.text("amount", Sent.body(body).amount()))
        .map(CorrectionsResource::done);
  }

  private static Response done(LedgerAnswer answer) {
    return switch (answer) {
      case LedgerAnswer.Posted(var id) -> Response.ok(new Outcome(id.toString(), "posted")).build();
      case LedgerAnswer.Waits(var id) ->
          Response.status(202).entity(new Outcome(id.toString(), "waiting")).build();
      case LedgerAnswer.Rejected(var id) ->
          Response.ok(new Outcome(id.toString(), "rejected")).build();
      case LedgerAnswer.Unknown _ -> throw Callers.unknown();
      case LedgerAnswer.OwnProposal _ ->
          throw Problem.of(
                  Code.FORBIDDEN, "Nobody approves what they proposed. Ask a second person.")
              .refused();
      case LedgerAnswer.Conflict(String detail) ->
          throw Problem.of(Code.CONFLICT, detail).refused();
      case LedgerAnswer.Invalid(String field, String detail) ->
          throw Problem.invalid(field, detail).refused();
    };
  }
}
