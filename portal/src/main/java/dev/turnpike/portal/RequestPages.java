package dev.turnpike.portal;

import dev.turnpike.portal.RequestViews.Tried;
import dev.turnpike.tenants.approval.Answers;
import dev.turnpike.tenants.approval.Comments;
import dev.turnpike.tenants.approval.RequestFile;
import dev.turnpike.tenants.approval.RequestFiles;
import dev.turnpike.tenants.catalog.StepTerms.QuestionTerms;
import dev.turnpike.tenants.consumer.Applications;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.subscription.Transfers;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.ui.FieldError;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's requests: the list, and one with its steps, the form or the terms when it is the
 * requester's turn, its comments, withdrawal and hand-over. Forms name the tenant.
 */
@Path("/{publisher}/requests")
@Produces(MediaType.TEXT_HTML)
class RequestPages {
  /** Before the name of each question's field. */
  static final String QUESTION = "q-";

  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final RequestFiles files;
  private final Answers answers;
  private final Comments comments;
  private final Subscriptions subscriptions;
  private final Transfers transfers;
  private final Applications applications;
  private final RequestViews views;
  private final RequestListPages lists;
  private final RequestText text;

  RequestPages(
      Frame frame,
      Publishers publishers,
      Places places,
      RequestFiles files,
      Answers answers,
      Comments comments,
      Subscriptions subscriptions,
      Transfers transfers,
      Applications applications,
      RequestViews views,
      RequestListPages lists,
      RequestText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.files = files;
    this.answers = answers;
    this.comments = comments;
    this.subscriptions = subscriptions;
    this.transfers = transfers;
    this.applications = applications;
    this.views = views;
    this.lists = lists;
    this.text = text;
  }

  private record Case(Tenant publisher, Acting acting, RequestFile file) {
    SubscriptionId id() {
      return file.subscription().id();
    }
  }

  @GET
  public Uni<TemplateInstance> list(
      String publisher, @RestQuery @Nullable String tenant, @RestQuery @Nullable String before) {
    return lists.page(
        places.acting(publisher, tenant),
        publisher,
        before == null ? null : SubscriptionDesk.uuid(before));
  }

  @GET
  @Path("{request}")
  public Uni<TemplateInstance> page(
      String publisher,
      String request,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String done) {
    return find(publisher, request, tenant)
        .chain(it -> page(it, done == null ? Tried.NOTHING : Tried.DONE));
  }

  @POST
  @Path("{request}/answers")
  public Uni<Response> answer(
      String publisher, String request, MultivaluedMap<String, String> sent) {
    Map<String, String> given = new HashMap<>();
    sent.forEach(
        (name, values) -> {
          if (name.startsWith(QUESTION) && !values.isEmpty()) {
            given.put(name.substring(QUESTION.length()), values.getFirst());
          }
        });
    return find(publisher, request, sent.getFirst("tenant"))
        .chain(
            it -> {
              List<FieldError> wrong =
                  Answers.wrong(questions(it), given).stream()
                      .map(fault -> new FieldError(QUESTION + fault.path(), fault.reason()))
                      .toList();
              return wrong.isEmpty()
                  ? answers
                      .answer(it.acting(), it.id(), version(sent.getFirst("version")), given)
                      .chain(outcome -> answered(it, outcome, given))
                  : again(it, 422, new Tried(false, given, null, wrong));
            });
  }

  private static List<QuestionTerms> questions(Case it) {
    return it.file().open().map(step -> step.terms().questions()).orElse(List.of());
  }

  @POST
  @Path("{request}/acceptance")
  public Uni<Response> accept(
      String publisher,
      String request,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("version") @Nullable String version,
      @FormParam("revision") @Nullable String revision,
      @FormParam("accepted") @Nullable String accepted) {
    return find(publisher, request, tenant)
        .chain(
            it ->
                accepted == null
                    ? again(
                        it,
                        422,
                        new Tried(
                            false,
                            Map.of(),
                            null,
                            List.of(new FieldError("accepted", text.acceptMissing()))))
                    : answers
                        .accept(
                            it.acting(),
                            it.id(),
                            version(version),
                            Objects.requireNonNullElse(revision, ""))
                        .chain(outcome -> answered(it, outcome, Map.of())));
  }

  @POST
  @Path("{request}/comments")
  public Uni<Response> comment(
      String publisher,
      String request,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("text") @Nullable String said,
      @FormParam("internal") @Nullable String internal) {
    return find(publisher, request, tenant)
        .chain(
            it ->
                comments
                    .add(
                        it.acting(),
                        it.id(),
                        Objects.requireNonNullElse(said, ""),
                        internal != null)
                    .chain(outcome -> answered(it, outcome, Map.of())));
  }

  record AskView(String address, String publisher, String tenant, String title, String question) {}

  @GET
  @Path("{request}/withdrawal")
  public Uni<TemplateInstance> askToWithdraw(
      String publisher, String request, @RestQuery @Nullable String tenant) {
    return find(publisher, request, tenant)
        .map(
            it ->
                Pages.withdraw(
                    frame.of(
                        it.publisher(), text.withdrawTitle(), Frame.Place.NONE, it.acting().slug()),
                    new AskView(
                        "/" + publisher + "/requests/" + it.id(),
                        publisher,
                        it.acting().slug(),
                        title(it),
                        text.withdrawText())));
  }

  @POST
  @Path("{request}/withdrawal")
  public Uni<Response> withdraw(
      String publisher, String request, @FormParam("tenant") @Nullable String tenant) {
    return find(publisher, request, tenant)
        .chain(
            it ->
                subscriptions
                    .cancel(it.acting(), it.id())
                    .chain(outcome -> answered(it, outcome, Map.of())));
  }

  @POST
  @Path("{request}/transfer")
  public Uni<Response> transfer(
      String publisher,
      String request,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("application") @Nullable String application) {
    return find(publisher, request, tenant)
        .chain(
            it ->
                transfers
                    .transfer(
                        it.acting(),
                        it.id(),
                        new ApplicationId(
                            SubscriptionDesk.uuid(Objects.requireNonNullElse(application, ""))))
                    .chain(outcome -> answered(it, outcome, Map.of())));
  }

  private Uni<Response> answered(Case it, Outcome outcome, Map<String, String> entered) {
    return switch (outcome) {
      case Outcome.Done _ -> Uni.createFrom().item(back(it));
      case Outcome.Unknown _, Outcome.OwnRequest _ -> throw new NotFoundException();
      case Outcome.Conflict(String detail) ->
          again(it, 409, new Tried(false, entered, detail, List.of()));
      case Outcome.Invalid(String field, String detail) ->
          again(it, 422, new Tried(false, entered, null, List.of(new FieldError(field, detail))));
    };
  }

  private static Response back(Case it) {
    return Response.seeOther(
            URI.create(
                "/"
                    + it.publisher().slug()
                    + "/requests/"
                    + it.id()
                    + "?tenant="
                    + it.acting().slug()
                    + "&done=1"))
        .build();
  }

  private Uni<Response> again(Case it, int status, Tried tried) {
    return load(it.publisher(), it.acting(), it.id())
        .chain(now -> page(now, tried))
        .map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> page(Case it, Tried tried) {
    return applications
        .list(it.acting())
        .map(
            own ->
                Pages.request(
                    frame.of(it.publisher(), title(it), Frame.Place.NONE, it.acting().slug()),
                    views.of(it.acting(), it.file(), own, tried)));
  }

  private String title(Case it) {
    var s = it.file().subscription();
    return text.title(s.applicationName(), s.productName(), s.planName());
  }

  /** A stranger logs in first; what is not the tenant's is 404. */
  private Uni<Case> find(String publisher, String request, @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant);
    SubscriptionId id = new SubscriptionId(SubscriptionDesk.uuid(request));
    return publishers.named(publisher).chain(found -> load(found, acting, id));
  }

  private Uni<Case> load(Tenant publisher, Acting acting, SubscriptionId id) {
    return files
        .find(acting, id)
        .map(
            found ->
                found
                    .filter(f -> f.subscription().publisher().tenant().equals(publisher.id()))
                    .filter(f -> f.subscription().consumer().tenant().equals(acting.tenant()))
                    .map(file -> new Case(publisher, acting, file))
                    .orElseThrow(NotFoundException::new));
  }

  private static int version(@Nullable String text) {
    try {
      return text == null ? -1 : Integer.parseInt(text);
    } catch (NumberFormatException noNumber) {
      return -1;
    }
  }
}
