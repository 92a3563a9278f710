package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.publishing.ApiCard;
import dev.turnpike.tenants.publishing.ApiFacts;
import dev.turnpike.tenants.publishing.Apis;
import dev.turnpike.tenants.publishing.Drafts;
import dev.turnpike.tenants.publishing.PublishAnswer;
import dev.turnpike.tenants.publishing.Releases;
import dev.turnpike.tenants.publishing.Shelf;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
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
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A publisher's APIs: what is live, what waits, what each is called and where it is sold. */
@Path("/admin/{tenant}/apis")
@Produces(MediaType.TEXT_HTML)
class ApiPages {
  private static final int PAGE = 30;
  private static final int LONGEST = 100;
  private static final int OPERATIONS_SHOWN = 50;

  private final Frame frame;
  private final Apis apis;
  private final Drafts drafts;
  private final Releases releases;
  private final Shelf shelf;
  private final PublishText text;

  ApiPages(
      Frame frame, Apis apis, Drafts drafts, Releases releases, Shelf shelf, PublishText text) {
    this.frame = frame;
    this.apis = apis;
    this.drafts = drafts;
    this.releases = releases;
    this.shelf = shelf;
    this.text = text;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance apis(Page page, ApisView view);

    static native TemplateInstance api(Page page, ApiView view);
  }

  @GET
  public Uni<TemplateInstance> list(
      String tenant, @RestQuery("q") @Nullable String search, @RestQuery @Nullable String from) {
    Acting acting = frame.acting(tenant);
    return list(acting, search, Places.place(from), "", "", List.of());
  }

  @POST
  public Uni<Response> create(
      String tenant,
      @FormParam("slug") @Nullable String slug,
      @FormParam("name") @Nullable String name) {
    Acting acting = frame.acting(tenant);
    ApiFacts facts = ApiFacts.of(orEmpty(slug).strip(), orEmpty(name));
    return drafts
        .create(acting, facts)
        .chain(
            answer ->
                answer instanceof PublishAnswer.Kept
                    ? Uni.createFrom().item(seeOther(root(acting, facts.slug()) + "/draft"))
                    : list(acting, null, 0, facts.slug(), facts.name(), wrong(answer))
                        .map(page -> Response.status(422).entity(page).build()));
  }

  @GET
  @Path("{api}")
  public Uni<TemplateInstance> show(String tenant, String api, @RestQuery @Nullable String done) {
    return show(frame.acting(tenant), api, null, done, List.of());
  }

  @POST
  @Path("{api}")
  public Uni<Response> describe(String tenant, String api, MultivaluedMap<String, String> sent) {
    Acting acting = frame.acting(tenant);
    ApiFacts facts =
        new ApiFacts(
            api,
            orEmpty(sent.getFirst("name")),
            orEmpty(sent.getFirst("description")),
            orEmpty(sent.getFirst("visibility")),
            orEmpty(sent.getFirst("dialect")),
            orEmpty(sent.getFirst("disclosure")));
    return drafts
        .describe(acting, facts)
        .chain(answer -> answered(acting, api, answer, facts, "described"));
  }

  @POST
  @Path("{api}/products")
  public Uni<Response> sell(
      String tenant,
      String api,
      @FormParam("product") @Nullable String product,
      @FormParam("product_name") @Nullable String name) {
    Acting acting = frame.acting(tenant);
    String slug = orEmpty(product).strip();
    return shelf
        .put(acting, api, slug, orEmpty(name))
        .chain(
            answer ->
                answer instanceof PublishAnswer.Kept
                    ? Uni.createFrom().item(seeOther("/admin/" + acting.slug() + "/plans/" + slug))
                    : answered(acting, api, answer, null, ""));
  }

  private Uni<Response> answered(
      Acting acting, String api, PublishAnswer answer, @Nullable ApiFacts typed, String done) {
    return answer instanceof PublishAnswer.Kept
        ? Uni.createFrom().item(seeOther(root(acting, api) + "?done=" + done))
        : show(acting, api, typed, null, wrong(answer))
            .map(page -> Response.status(422).entity(page).build());
  }

  private List<FieldError> wrong(PublishAnswer answer) {
    return switch (answer) {
      case PublishAnswer.Unknown _ -> throw new NotFoundException();
      case PublishAnswer.Taken _ -> List.of(new FieldError("slug", text.taken()));
      case PublishAnswer.Invalid(List<Fault> faults) ->
          faults.stream().map(fault -> new FieldError(fault.path(), words(fault))).toList();
      case PublishAnswer.Retired _ -> List.of(new FieldError("main", text.isRetired()));
      case PublishAnswer.Done _,
          PublishAnswer.Kept _,
          PublishAnswer.NoDraft _,
          PublishAnswer.Same _ ->
          throw new IllegalStateException("nothing is wrong: " + answer);
    };
  }

  private String words(Fault fault) {
    return switch (fault.path()) {
      case "slug" -> text.slugWrong();
      case "name" -> text.nameWrong();
      case "description" -> text.descriptionWrong();
      default -> text.choose();
    };
  }

  private Uni<TemplateInstance> list(
      Acting acting,
      @Nullable String search,
      int skip,
      String slug,
      String name,
      List<FieldError> wrong) {
    String asked = orEmpty(search).strip();
    String shown = asked.substring(0, Math.min(asked.length(), LONGEST));
    Address start = Address.of("/admin/" + acting.slug() + "/apis").with("q", shown);
    return apis.search(acting, shown, skip, PAGE + 1)
        .map(
            found ->
                Sheets.apis(
                    frame.of(acting, text.title(), Frame.Place.APIS),
                    new ApisView(
                        acting.slug(),
                        shown,
                        skip == 0,
                        start.toString(),
                        found.stream().limit(PAGE).map(this::line).toList(),
                        found.size() > PAGE ? start.from(skip + PAGE) : null,
                        acting.may(Permission.EDIT_CATALOGUE),
                        slug,
                        name,
                        wrong)));
  }

  private ApisView.Line line(ApiCard card) {
    return new ApisView.Line(card, ApiStages.of(card.stage(), text));
  }

  private Uni<TemplateInstance> show(
      Acting acting,
      String api,
      @Nullable ApiFacts typed,
      @Nullable String done,
      List<FieldError> wrong) {
    return apis.one(acting, api)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(
            card ->
                releases
                    .list(acting, api)
                    .chain(
                        history ->
                            shelf
                                .of(acting, api)
                                .map(
                                    places ->
                                        Sheets.api(
                                            frame.of(acting, card.name(), Frame.Place.APIS),
                                            new ApiView(
                                                acting.slug(),
                                                card,
                                                ApiStages.of(card.stage(), text),
                                                typed == null ? card.facts() : typed,
                                                history.stream()
                                                    .filter(r -> r.live())
                                                    .findFirst()
                                                    .map(r -> r.terms())
                                                    .orElse(null),
                                                OPERATIONS_SHOWN,
                                                history,
                                                places,
                                                acting.may(Permission.EDIT_CATALOGUE),
                                                told(done),
                                                wrong)))));
  }

  private @Nullable String told(@Nullable String done) {
    if (done == null) {
      return null;
    }
    return done.matches("[0-9]{1,9}") ? text.isLive(Integer.parseInt(done)) : text.saved();
  }

  static String root(Acting acting, String api) {
    return "/admin/" + acting.slug() + "/apis/" + api;
  }

  static Response seeOther(String address) {
    return Response.seeOther(URI.create(address)).build();
  }

  private static String orEmpty(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
