package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.approval.Approvals;
import dev.turnpike.tenants.approval.Inbox;
import dev.turnpike.tenants.approval.PendingRequest;
import dev.turnpike.tenants.approval.Yes;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
  private final Inbox inbox;
  private final Subscriptions subscriptions;

  ApprovalsResource(
      Callers callers, Approvals approvals, Inbox inbox, Subscriptions subscriptions) {
    this.callers = callers;
    this.approvals = approvals;
    this.inbox = inbox;
    this.subscriptions = subscriptions;
  }

  /**
   * A request that waits.
   *
   * @param kind of the open step
   * @param votes how many have said yes to it, of {@code needed}
   * @param own whether the caller may not decide it
   * @param mine whether it is for the caller to decide
   */
  @Schema(name = "PendingRequest")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PendingForm(
      SubscriptionForm subscription,
      int position,
      int of,
      String kind,
      int votes,
      int needed,
      Instant waitingSince,
      @Nullable String askedBy,
      Amount balance,
      long openInvoices,
      Amount monthly,
      Amount perCall,
      boolean own,
      boolean mine) {
    static PendingForm of(PendingRequest request) {
      return new PendingForm(
          SubscriptionForm.of(request.subscription()),
          request.position(),
          request.of(),
          request.step().terms().kind().word(),
          request.step().votes().size(),
          request.step().terms().needed(),
          request.step().since(),
          request.askedBy(),
          Amount.of(request.balance()),
          request.openInvoices(),
          Amount.of(request.monthly()),
          Amount.of(request.perCall()),
          request.own(),
          request.mine());
    }
  }

  /**
   * A yes.
   *
   * @param version the version that was seen; absent: whatever it is now
   * @param startsAt from when on calls may pass; absent: once all is decided
   * @param endsAt when it ends, whatever is paid; absent: it goes on
   */
  @Schema(name = "Approval")
  @JsonNaming(SnakeCaseStrategy.class)
  record Approval(
      @Nullable Integer version,
      @Nullable String comment,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt) {
    static final Approval PLAIN = new Approval(null, null, null, null);

    Yes yes() {
      return new Yes(Sent.orEmpty(comment), startsAt, endsAt);
    }
  }

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
      summary =
          "Requests that wait for this tenant's decision, the longest waiting first; side is"
              + " publisher (default) or consumer")
  public Uni<Listing<PendingForm>> inbox(
      String tenant,
      @RestQuery @DefaultValue("publisher") String side,
      @RestQuery @DefaultValue("") String search,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    Inbox.Shelf shelf = Sent.isPublisher(side) ? Inbox.Shelf.PUBLISHER : Inbox.Shelf.CONSUMER;
    return inbox
        .page(
            callers.acting(tenant),
            new Inbox.Query(shelf, search, after(after), Listing.checked(limit)))
        .map(
            page ->
                new Listing<>(
                    page.requests().stream().map(PendingForm::of).toList(),
                    page.next() == null ? null : page.next().toString()));
  }

  private static @Nullable UUID after(@Nullable String after) {
    try {
      return after == null ? null : UUID.fromString(after);
    } catch (IllegalArgumentException e) {
      throw Problem.parameter("after", "This is no id. Start without after.").refused();
    }
  }

  @POST
  @Path("subscriptions/{subscription}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "approve", summary = "Say yes to the open step")
  public Uni<SubscriptionForm> approve(
      String tenant, String subscription, @Nullable Approval approval) {
    Acting acting = callers.acting(tenant);
    Approval sent = approval == null ? Approval.PLAIN : approval;
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    return version(acting, id, sent.version())
        .chain(version -> approvals.approve(acting, id, version, sent.yes()))
        .chain(outcome -> decided(acting, id, outcome));
  }

  @POST
  @Path("subscriptions/{subscription}/rejection")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "reject", summary = "Refuse the request, with a reason")
  public Uni<SubscriptionForm> reject(String tenant, String subscription, @Nullable No no) {
    Acting acting = callers.acting(tenant);
    SubscriptionId id = Sent.id(subscription, SubscriptionId::new);
    No sent = Sent.body(no);
    String reason = Sent.text("reason", sent.reason());
    return version(acting, id, sent.version())
        .chain(version -> approvals.reject(acting, id, version, reason))
        .chain(outcome -> decided(acting, id, outcome));
  }

  /**
   * Several decisions of one kind.
   *
   * @param decision approve or reject
   * @param reason of a rejection mandatory; of an approval its comment
   */
  @Schema(name = "Decisions")
  record Several(
      @Nullable String decision, @Nullable List<One> requests, @Nullable String reason) {}

  /** One of them; an absent version is whatever it is now. */
  @Schema(name = "DecidedRequest")
  record One(@Nullable String subscription, @Nullable Integer version) {}

  /**
   * What became of one.
   *
   * @param done whether it was decided; else {@code detail} says why not
   */
  @Schema(name = "Decided")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(String subscription, boolean done, @Nullable String detail) {
    static Result of(Approvals.Answer answer) {
      String detail =
          switch (answer.outcome()) {
            case Outcome.Done _ -> null;
            case Outcome.Unknown _ -> "There is no such request.";
            case Outcome.Conflict(String why) -> why;
            case Outcome.OwnRequest _ -> "Nobody decides their own request.";
            case Outcome.Invalid(String field, String why) -> field + ": " + why;
          };
      return new Result(answer.id().toString(), detail == null, detail);
    }
  }

  @POST
  @Path("approvals")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "decideSeveral",
      summary = "Decide up to 100 requests alike; each is told by itself")
  public Uni<Listing<Result>> decide(String tenant, @Nullable Several several) {
    Acting acting = callers.acting(tenant);
    Several sent = Sent.body(several);
    boolean approve =
        switch (Sent.text("decision", sent.decision())) {
          case "approve" -> true;
          case "reject" -> false;
          default -> throw Problem.invalid("decision", "It is approve or reject.").refused();
        };
    List<One> requests = sent.requests() == null ? List.of() : sent.requests();
    if (requests.isEmpty() || requests.size() > Approvals.MOST_AT_ONCE) {
      throw Problem.invalid("requests", "Name 1 to " + Approvals.MOST_AT_ONCE + ".").refused();
    }
    return Multi.createFrom()
        .iterable(requests)
        .onItem()
        .transformToUniAndConcatenate(
            one -> {
              SubscriptionId id =
                  Sent.id("requests.subscription", one.subscription(), SubscriptionId::new);
              return version(acting, id, one.version())
                  .map(version -> new Approvals.Choice(id, version));
            })
        .collect()
        .asList()
        .chain(
            choices -> approvals.decideAll(acting, choices, approve, Sent.orEmpty(sent.reason())))
        .map(answers -> new Listing<>(answers.stream().map(Result::of).toList(), null));
  }

  /** The version that was seen; of one that is not there any. */
  private Uni<Integer> version(Acting acting, SubscriptionId id, @Nullable Integer seen) {
    return seen != null
        ? Uni.createFrom().item(seen)
        : subscriptions.find(acting, id).map(found -> found.map(Subscribed::version).orElse(0));
  }

  private Uni<Subscribed> current(Acting acting, SubscriptionId id) {
    return subscriptions.find(acting, id).map(found -> found.orElseThrow(Callers::unknown));
  }

  private Uni<SubscriptionForm> decided(Acting acting, SubscriptionId id, Outcome outcome) {
    if (outcome instanceof Outcome.Unknown) {
      return Uni.createFrom().failure(Callers.unknown());
    }
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
