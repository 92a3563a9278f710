package dev.turnpike.portal;

import dev.turnpike.tenants.approval.Approvals;
import dev.turnpike.tenants.approval.Delegations;
import dev.turnpike.tenants.approval.Delegations.Arranged;
import dev.turnpike.tenants.approval.Inbox;
import dev.turnpike.tenants.approval.PendingRequest;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Formats;
import dev.turnpike.ui.PlanWords;
import dev.turnpike.ui.StepWords;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a consumer's own approvers decide before the publisher hears of it. */
@Path("/home/{tenant}/inbox")
@Produces(MediaType.TEXT_HTML)
class InboxPages {
  private final Frame frame;
  private final Inbox inbox;
  private final Approvals approvals;
  private final Delegations delegations;
  private final StepWords steps;
  private final PlanWords plans;
  private final RequestText text;
  private final Clock clock;

  InboxPages(
      Frame frame,
      Inbox inbox,
      Approvals approvals,
      Delegations delegations,
      StepWords steps,
      PlanWords plans,
      RequestText text,
      Clock clock) {
    this.frame = frame;
    this.inbox = inbox;
    this.approvals = approvals;
    this.delegations = delegations;
    this.steps = steps;
    this.plans = plans;
    this.text = text;
    this.clock = clock;
  }

  /** {@code next} is the next page's address; null on the last. */
  record View(
      String tenant,
      String tenantName,
      Instant now,
      List<Line> lines,
      @Nullable String next,
      List<Delegations.Colleague> colleagues,
      List<Absence> absences,
      boolean done,
      @Nullable String conflict,
      List<FieldError> errors) {}

  record Line(
      String id,
      int version,
      String href,
      String wants,
      String publisher,
      @Nullable String askedBy,
      String position,
      Instant since,
      List<String> prices,
      Money balance,
      long openInvoices,
      boolean own,
      boolean mine) {}

  record Absence(String id, String text, boolean mine) {}

  /** What a post came to. */
  private record Tried(boolean done, @Nullable String conflict, List<FieldError> errors) {}

  @GET
  public Uni<TemplateInstance> page(
      String tenant, @RestQuery @Nullable String after, @RestQuery @Nullable String done) {
    UUID from = after == null ? null : SubscriptionDesk.uuid(after);
    return page(acting(tenant), from, new Tried(done != null, null, List.of()));
  }

  @POST
  @Path("{request}/approval")
  public Uni<Response> approve(
      String tenant,
      String request,
      @FormParam("version") int version,
      @FormParam("comment") @Nullable String comment) {
    Acting acting = acting(tenant);
    return approvals
        .approve(acting, id(request), version, Objects.requireNonNullElse(comment, ""))
        .chain(outcome -> answered(acting, request, outcome));
  }

  @POST
  @Path("{request}/rejection")
  public Uni<Response> reject(
      String tenant,
      String request,
      @FormParam("version") int version,
      @FormParam("reason") @Nullable String reason) {
    Acting acting = acting(tenant);
    return approvals
        .reject(acting, id(request), version, Objects.requireNonNullElse(reason, ""))
        .chain(outcome -> answered(acting, request, outcome));
  }

  @POST
  @Path("absences")
  public Uni<Response> arrange(
      String tenant,
      @FormParam("to") @Nullable String to,
      @FormParam("from") @Nullable String from,
      @FormParam("until") @Nullable String until) {
    Acting acting = acting(tenant);
    Instant last = day(until, 1);
    if (last == null) {
      return again(
          acting, 422, new Tried(false, null, List.of(new FieldError("until", text.awayDay()))));
    }
    Instant first = Objects.requireNonNullElseGet(day(from, 0), clock::instant);
    PersonId person = new PersonId(SubscriptionDesk.uuid(Objects.requireNonNullElse(to, "")));
    return delegations
        .arrange(acting, person, first, last)
        .chain(arranged -> arranged(acting, arranged));
  }

  @POST
  @Path("absences/{absence}/end")
  public Uni<Response> end(String tenant, String absence) {
    Acting acting = acting(tenant);
    return delegations
        .end(acting, SubscriptionDesk.uuid(absence))
        .chain(arranged -> arranged(acting, arranged));
  }

  /** The start of a day, so many days later, in UTC; null for what is no day. */
  private static @Nullable Instant day(@Nullable String text, int later) {
    try {
      return text == null || text.isBlank()
          ? null
          : LocalDate.parse(text).plusDays(later).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException noDay) {
      return null;
    }
  }

  private Uni<Response> arranged(Acting acting, Arranged arranged) {
    return switch (arranged) {
      case Arranged.Done _ -> Uni.createFrom().item(back(acting));
      case Arranged.Unknown _ -> throw new NotFoundException();
      case Arranged.Invalid(String field, String detail) ->
          again(acting, 422, new Tried(false, null, List.of(new FieldError(field, detail))));
    };
  }

  private Uni<Response> answered(Acting acting, String request, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> Uni.createFrom().item(back(acting));
      case Outcome.Unknown _ -> throw new NotFoundException();
      case Outcome.Conflict(String detail) ->
          again(acting, 409, new Tried(false, detail, List.of()));
      case Outcome.OwnRequest _ -> again(acting, 403, new Tried(false, text.own(), List.of()));
      case Outcome.Invalid(String field, String detail) ->
          again(
              acting,
              422,
              new Tried(false, null, List.of(new FieldError(field + "-" + request, detail))));
    };
  }

  private static Response back(Acting acting) {
    return Response.seeOther(URI.create("/home/" + acting.slug() + "/inbox?done=1")).build();
  }

  private Uni<Response> again(Acting acting, int status, Tried tried) {
    return page(acting, null, tried).map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> page(Acting acting, @Nullable UUID after, Tried tried) {
    return Uni.combine()
        .all()
        .unis(
            inbox.page(
                acting, new Inbox.Query(Inbox.Shelf.CONSUMER, "", after, Inbox.MOST_ON_A_PAGE)),
            delegations.colleagues(acting),
            delegations.list(acting))
        .usingConcurrencyOf(1)
        .with(
            (page, colleagues, absences) ->
                Pages.inbox(
                    frame.own(text.inboxTitle(acting.tenantName()), acting, "inbox"),
                    new View(
                        acting.slug(),
                        acting.tenantName(),
                        clock.instant(),
                        page.requests().stream().map(one -> line(acting, one)).toList(),
                        page.next() == null
                            ? null
                            : "/home/" + acting.slug() + "/inbox?after=" + page.next(),
                        colleagues,
                        absences.stream().map(this::absence).toList(),
                        tried.done(),
                        tried.conflict(),
                        tried.errors())));
  }

  private Line line(Acting acting, PendingRequest request) {
    Subscribed held = request.subscription();
    return new Line(
        held.id().toString(),
        held.version(),
        "/" + held.publisher().slug() + "/requests/" + held.id() + "?tenant=" + acting.slug(),
        text.wants(
            held.applicationName(),
            held.productName() + ", " + held.planName(),
            held.publisher().name()),
        held.publisher().name(),
        request.askedBy(),
        steps.position(held, request.step(), request.of()),
        request.step().since(),
        plans.prices(held.terms()),
        request.balance(),
        request.openInvoices(),
        request.own(),
        request.mine());
  }

  private Absence absence(Delegations.Delegation one) {
    return new Absence(
        one.id().toString(),
        text.awayLine(one.fromName(), one.toName(), Formats.day(one.untilAt().minusSeconds(1))),
        one.mine());
  }

  private Acting acting(String tenant) {
    return frame.visitor().in(tenant).orElseThrow(NotFoundException::new);
  }

  private static SubscriptionId id(String text) {
    return new SubscriptionId(SubscriptionDesk.uuid(text));
  }
}
