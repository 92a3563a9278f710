package dev.turnpike.admin;

import dev.turnpike.admin.RequestsView.DecisionView;
import dev.turnpike.admin.RequestsView.EarlierView;
import dev.turnpike.admin.RequestsView.Notice;
import dev.turnpike.admin.RequestsView.RequestView;
import dev.turnpike.tenants.catalog.PlanTerms.LimitTerms;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Approvals;
import dev.turnpike.tenants.subscription.Decided;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PendingRequest;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The approvals inbox: everything to decide on one page, and the decision itself. */
@Path("/admin/{tenant}")
@Produces(MediaType.TEXT_HTML)
class RequestPages {
  private static final int DECISIONS_SHOWN = 10;

  private final Frame frame;
  private final Approvals approvals;
  private final AdminText text;
  private final Clock clock;

  RequestPages(Frame frame, Approvals approvals, AdminText text, Clock clock) {
    this.frame = frame;
    this.approvals = approvals;
    this.text = text;
    this.clock = clock;
  }

  @GET
  public Uni<TemplateInstance> inbox(String tenant, @RestQuery @Nullable String done) {
    Acting acting = frame.acting(tenant);
    return page(acting, notice(done), Optional.empty());
  }

  @POST
  @Path("requests/{id}/approval")
  public Uni<Response> approve(
      String tenant,
      String id,
      @FormParam("version") int version,
      @FormParam("comment") @Nullable String comment) {
    Acting acting = frame.acting(tenant);
    return approvals
        .approve(acting, subscription(id), version, comment == null ? "" : comment)
        .chain(outcome -> answer(acting, id, outcome, "approved"));
  }

  @POST
  @Path("requests/{id}/rejection")
  public Uni<Response> reject(
      String tenant,
      String id,
      @FormParam("version") int version,
      @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.acting(tenant);
    return approvals
        .reject(acting, subscription(id), version, reason == null ? "" : reason)
        .chain(outcome -> answer(acting, id, outcome, "rejected"));
  }

  private Uni<Response> answer(Acting acting, String id, Outcome outcome, String done) {
    return switch (outcome) {
      case Outcome.Done decided ->
          Uni.createFrom()
              .item(
                  Response.seeOther(URI.create("/admin/" + acting.slug() + "?done=" + done))
                      .build());
      case Outcome.Unknown unknown -> throw new NotFoundException();
      case Outcome.Conflict conflict ->
          again(409, acting, new Notice("warn", text.decidedMeanwhile(), conflict.detail()));
      case Outcome.OwnRequest own ->
          again(403, acting, new Notice("bad", text.notYours(), text.notYoursText()));
      case Outcome.Invalid invalid ->
          page(acting, null, Optional.of(new Wrong(id, text.reasonMissing())))
              .map(page -> Response.status(422).entity(page).build());
    };
  }

  private Uni<Response> again(int status, Acting acting, Notice notice) {
    return page(acting, notice, Optional.empty())
        .map(page -> Response.status(status).entity(page).build());
  }

  private record Wrong(String id, String message) {}

  private Uni<TemplateInstance> page(
      Acting acting, @Nullable Notice notice, Optional<Wrong> wrong) {
    return approvals
        .inbox(acting)
        .chain(
            pending ->
                approvals
                    .decided(acting, DECISIONS_SHOWN)
                    .map(decided -> page(acting, pending, decided, notice, wrong)));
  }

  private TemplateInstance page(
      Acting acting,
      List<PendingRequest> pending,
      List<Decided> decided,
      @Nullable Notice notice,
      Optional<Wrong> wrong) {
    return Pages.requests(
        frame.of(acting, text.requestsTitle(), Frame.Place.REQUESTS),
        new RequestsView(
            acting.slug(),
            pending.stream().map(request -> view(request, wrong)).toList(),
            decided.stream().map(RequestPages::view).toList(),
            acting.may(Permission.DECIDE_REQUEST),
            clock.instant(),
            notice));
  }

  private RequestView view(PendingRequest request, Optional<Wrong> wrong) {
    Subscribed wanted = request.subscription();
    String id = wanted.id().toString();
    return new RequestView(
        id,
        wanted.version(),
        wanted.consumer().name(),
        wanted.consumer().slug(),
        wanted.applicationName(),
        wanted.productName(),
        wanted.planName(),
        wanted.mode() == Mode.TEST,
        request.askedBy(),
        request.askedByEmail(),
        wanted.requestedAt(),
        request.position(),
        request.of(),
        wanted.terms().limits().stream().map(this::limit).toList(),
        request.monthly(),
        request.perCall(),
        request.customerSince(),
        request.balance(),
        request.openInvoices(),
        request.history().stream().map(this::view).toList(),
        request.own(),
        wrong.filter(it -> it.id().equals(id)).map(Wrong::message).orElse(null));
  }

  private EarlierView view(PendingRequest.Earlier earlier) {
    return new EarlierView(
        earlier.product(), earlier.plan(), StateView.past(earlier.state(), text), earlier.at());
  }

  private static DecisionView view(Decided decided) {
    return new DecisionView(
        decided.consumerName(),
        decided.applicationName(),
        decided.planName(),
        decided.approved(),
        decided.decidedBy(),
        decided.reason(),
        decided.at());
  }

  private String limit(LimitTerms limit) {
    String calls = String.format(Locale.ENGLISH, "%,d", limit.quantity());
    return text.limit(calls, limit.window().name());
  }

  private @Nullable Notice notice(@Nullable String done) {
    if ("approved".equals(done)) {
      return new Notice("good", text.approvedDone(), text.approvedDoneText());
    }
    return "rejected".equals(done)
        ? new Notice("good", text.rejectedDone(), text.rejectedDoneText())
        : null;
  }

  /** Anything that is no id is unknown like an id of nothing. */
  static SubscriptionId subscription(String id) {
    try {
      return new SubscriptionId(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}
