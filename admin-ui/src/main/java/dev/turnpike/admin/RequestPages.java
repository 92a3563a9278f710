package dev.turnpike.admin;

import dev.turnpike.admin.RequestsView.Filter;
import dev.turnpike.admin.RequestsView.Notice;
import dev.turnpike.tenants.approval.Approvals;
import dev.turnpike.tenants.approval.Comments;
import dev.turnpike.tenants.approval.Decided;
import dev.turnpike.tenants.approval.Decisions;
import dev.turnpike.tenants.approval.Inbox;
import dev.turnpike.tenants.approval.Yes;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The approvals inbox: everything to decide on one page, and the decisions themselves. */
@Path("/admin/{tenant}")
@Produces(MediaType.TEXT_HTML)
class RequestPages {
  private static final int DECISIONS_SHOWN = 10;
  private static final int REQUESTS_SHOWN = 20;

  private final Frame frame;
  private final Inbox inbox;
  private final Decisions decisions;
  private final Approvals approvals;
  private final Comments comments;
  private final RequestViews views;
  private final RequestFilePage files;
  private final AdminText text;
  private final InboxText words;
  private final Clock clock;

  RequestPages(
      Frame frame,
      Inbox inbox,
      Decisions decisions,
      Approvals approvals,
      Comments comments,
      RequestViews views,
      RequestFilePage files,
      AdminText text,
      InboxText words,
      Clock clock) {
    this.frame = frame;
    this.inbox = inbox;
    this.decisions = decisions;
    this.approvals = approvals;
    this.comments = comments;
    this.views = views;
    this.files = files;
    this.text = text;
    this.words = words;
    this.clock = clock;
  }

  @GET
  public Uni<TemplateInstance> start(String tenant, @RestQuery @Nullable String done) {
    return page(frame.acting(tenant), Query.FIRST, notice(done), Optional.empty());
  }

  @GET
  @Path("requests")
  public Uni<TemplateInstance> list(
      String tenant,
      @RestQuery @DefaultValue("") String q,
      @RestQuery @DefaultValue("") String which,
      @RestQuery @Nullable String after,
      @RestQuery @DefaultValue("0") int yes,
      @RestQuery @DefaultValue("0") int no) {
    UUID from = after == null ? null : subscription(after).value();
    return page(
        frame.acting(tenant),
        new Query(q, "all".equals(which), from),
        yes + no == 0 ? null : several(yes, no),
        Optional.empty());
  }

  private Notice several(int yes, int no) {
    return new Notice(
        no == 0 ? "good" : "warn", words.decided(yes), no == 0 ? "" : words.notDecided(no));
  }

  @GET
  @Path("requests/{id}")
  public Uni<TemplateInstance> one(String tenant, String id, @RestQuery @Nullable String done) {
    Notice notice = done == null ? null : new Notice("good", words.done(), "");
    return files.page(frame.acting(tenant), subscription(id), notice);
  }

  @POST
  @Path("requests/{id}/comments")
  public Uni<Response> comment(
      String tenant,
      String id,
      @FormParam("text") @Nullable String said,
      @FormParam("internal") @Nullable String internal) {
    Acting acting = frame.acting(tenant);
    return comments
        .add(acting, subscription(id), Objects.requireNonNullElse(said, ""), internal != null)
        .chain(
            outcome ->
                switch (outcome) {
                  case Outcome.Done _ ->
                      seeOther("/admin/" + acting.slug() + "/requests/" + id + "?done=1");
                  case Outcome.Invalid(String field, String detail) ->
                      files
                          .page(acting, subscription(id), new Notice("bad", detail, ""))
                          .map(page -> Response.status(422).entity(page).build());
                  default -> throw new NotFoundException();
                });
  }

  @POST
  @Path("requests/{id}/approval")
  public Uni<Response> approve(
      String tenant,
      String id,
      @FormParam("version") int version,
      @FormParam("comment") @Nullable String comment,
      @FormParam("starts") @Nullable String starts,
      @FormParam("ends") @Nullable String ends) {
    Acting acting = frame.acting(tenant);
    Optional<Instant> from = Days.start(starts);
    Optional<Instant> until = Days.end(ends);
    if (Days.isWrong(starts, from) || Days.isWrong(ends, until)) {
      return again(422, acting, new Notice("bad", words.noDay(), ""));
    }
    Yes yes =
        new Yes(Objects.requireNonNullElse(comment, ""), from.orElse(null), until.orElse(null));
    return approvals
        .approve(acting, subscription(id), version, yes)
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
        .reject(acting, subscription(id), version, Objects.requireNonNullElse(reason, ""))
        .chain(outcome -> answer(acting, id, outcome, "rejected"));
  }

  /** Several at once; each is {@code id.version}. */
  @POST
  @Path("requests/decisions")
  public Uni<Response> decide(
      String tenant,
      @FormParam("request") @Nullable List<String> requests,
      @FormParam("decision") @Nullable String decision,
      @FormParam("words") @Nullable String said) {
    Acting acting = frame.acting(tenant);
    List<Approvals.Choice> choices =
        requests == null ? List.of() : requests.stream().map(RequestPages::choice).toList();
    if (choices.isEmpty()) {
      return again(422, acting, new Notice("bad", words.selectOne(), ""));
    }
    return approvals
        .decideAll(
            acting, choices, "approve".equals(decision), Objects.requireNonNullElse(said, ""))
        .chain(
            answers -> {
              long yes = answers.stream().filter(a -> a.outcome() instanceof Outcome.Done).count();
              return seeOther(
                  "/admin/%s/requests?yes=%d&no=%d"
                      .formatted(acting.slug(), yes, answers.size() - yes));
            });
  }

  private static Approvals.Choice choice(String text) {
    String[] parts = text.split("\\.", 2);
    try {
      return new Approvals.Choice(subscription(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new NotFoundException(e);
    }
  }

  private Uni<Response> answer(Acting acting, String id, Outcome outcome, String done) {
    return switch (outcome) {
      case Outcome.Done decided -> seeOther("/admin/" + acting.slug() + "?done=" + done);
      case Outcome.Unknown unknown -> throw new NotFoundException();
      case Outcome.Conflict conflict ->
          again(409, acting, new Notice("warn", text.decidedMeanwhile(), conflict.detail()));
      case Outcome.OwnRequest own ->
          again(403, acting, new Notice("bad", text.notYours(), text.notYoursText()));
      case Outcome.Invalid(String field, String detail) when !field.equals("reason") ->
          again(422, acting, new Notice("bad", detail, ""));
      case Outcome.Invalid invalid ->
          page(acting, Query.FIRST, null, Optional.of(new Wrong(id, text.reasonMissing())))
              .map(page -> Response.status(422).entity(page).build());
    };
  }

  private Uni<Response> again(int status, Acting acting, Notice notice) {
    return page(acting, Query.FIRST, notice, Optional.empty())
        .map(page -> Response.status(status).entity(page).build());
  }

  private static Uni<Response> seeOther(String address) {
    return Uni.createFrom().item(Response.seeOther(URI.create(address)).build());
  }

  private record Wrong(String id, String message) {}

  private record Query(String search, boolean all, @Nullable UUID after) {
    static final Query FIRST = new Query("", false, null);

    Inbox.Query inbox() {
      return new Inbox.Query(
          all ? Inbox.Shelf.ALL_OF_PUBLISHER : Inbox.Shelf.PUBLISHER,
          search,
          after,
          REQUESTS_SHOWN);
    }

    Filter filter(Acting acting, Inbox.Page page) {
      String next =
          page.next() == null
              ? null
              : "/admin/%s/requests?q=%s&which=%s&after=%s"
                  .formatted(
                      acting.slug(),
                      URLEncoder.encode(search, StandardCharsets.UTF_8),
                      all ? "all" : "",
                      page.next());
      return new Filter(search, all, after == null, next);
    }
  }

  private Uni<TemplateInstance> page(
      Acting acting, Query query, @Nullable Notice notice, Optional<Wrong> wrong) {
    return inbox
        .page(acting, query.inbox())
        .chain(
            page ->
                decisions
                    .latest(acting, DECISIONS_SHOWN)
                    .map(decided -> page(acting, query, page, decided, notice, wrong)));
  }

  private TemplateInstance page(
      Acting acting,
      Query query,
      Inbox.Page page,
      List<Decided> decided,
      @Nullable Notice notice,
      Optional<Wrong> wrong) {
    return Pages.requests(
        frame.of(acting, text.requestsTitle(), Frame.Place.REQUESTS),
        new RequestsView(
            acting.slug(),
            page.requests().stream()
                .map(
                    request ->
                        views.of(
                            acting,
                            request,
                            wrong
                                .filter(
                                    it -> it.id().equals(request.subscription().id().toString()))
                                .map(Wrong::message)
                                .orElse(null)))
                .toList(),
            decided.stream().map(RequestViews::of).toList(),
            query.filter(acting, page),
            clock.instant(),
            notice));
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
