package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.DeprecationTerms;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.publishing.ApiCard;
import dev.turnpike.tenants.publishing.Apis;
import dev.turnpike.tenants.publishing.Ends;
import dev.turnpike.tenants.publishing.PublishAnswer;
import dev.turnpike.tenants.publishing.Release;
import dev.turnpike.tenants.publishing.Releases;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an API ends: announced with its dates and successor, taken back, retired, brought back. */
@Path("/admin/{tenant}/apis/{api}/end")
@Produces(MediaType.TEXT_HTML)
class EndPages {
  private static final int LENGTH_OF_A_DAY = "2027-01-31".length();
  private static final String MIDNIGHT = "T00:00:00Z";

  private final Frame frame;
  private final Apis apis;
  private final Releases releases;
  private final Ends ends;
  private final ApiText text;

  EndPages(Frame frame, Apis apis, Releases releases, Ends ends, ApiText text) {
    this.frame = frame;
    this.apis = apis;
    this.releases = releases;
    this.ends = ends;
    this.text = text;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance apiEnd(Page page, View view);
  }

  /**
   * What was announced, or is being written.
   *
   * @param since a day in UTC; empty: nothing is announced
   */
  record View(
      String tenant,
      ApiCard card,
      String since,
      String sunset,
      String successor,
      String link,
      boolean announced,
      List<FieldError> wrong) {
    public boolean isRetired() {
      return card.stage().equals("retired");
    }
  }

  @GET
  public Uni<TemplateInstance> page(String tenant, String api) {
    Acting acting = frame.acting(tenant).require(Permission.EDIT_CATALOGUE);
    return page(acting, api, null, List.of());
  }

  @POST
  public Uni<Response> announce(
      String tenant,
      String api,
      @FormParam("since") @Nullable String since,
      @FormParam("sunset") @Nullable String sunset,
      @FormParam("successor") @Nullable String successor,
      @FormParam("link") @Nullable String link) {
    Acting acting = frame.acting(tenant);
    String begin = given(since);
    DeprecationTerms wished =
        new DeprecationTerms(
            begin == null ? "" : begin + MIDNIGHT,
            given(sunset) == null ? null : given(sunset) + MIDNIGHT,
            given(successor),
            given(link));
    return ends.announce(acting, api, wished)
        .chain(answer -> answered(acting, api, wished, answer));
  }

  @POST
  @Path("withdrawal")
  public Uni<Response> withdraw(String tenant, String api) {
    Acting acting = frame.acting(tenant);
    return ends.announce(acting, api, null).chain(answer -> answered(acting, api, null, answer));
  }

  /** Asked for on this page, which tells what it does. */
  @POST
  @Path("retirement")
  public Uni<Response> retire(String tenant, String api) {
    Acting acting = frame.acting(tenant);
    return ends.retire(acting, api).chain(answer -> answered(acting, api, null, answer));
  }

  @POST
  @Path("return")
  public Uni<Response> bringBack(String tenant, String api) {
    Acting acting = frame.acting(tenant);
    return ends.bringBack(acting, api).chain(answer -> answered(acting, api, null, answer));
  }

  private Uni<Response> answered(
      Acting acting, String api, @Nullable DeprecationTerms typed, PublishAnswer answer) {
    return switch (answer) {
      case PublishAnswer.Done _, PublishAnswer.Same _, PublishAnswer.Kept _ ->
          Uni.createFrom().item(ApiPages.seeOther(ApiPages.root(acting, api) + "?done=end"));
      case PublishAnswer.Invalid(List<Fault> faults) ->
          page(
                  acting,
                  api,
                  typed,
                  faults.stream()
                      .map(f -> new FieldError(f.path().replace("deprecation.", ""), words(f)))
                      .toList())
              .map(page -> Response.status(422).entity(page).build());
      case PublishAnswer.NoDraft _, PublishAnswer.Retired _ ->
          Uni.createFrom().item(ApiPages.seeOther(ApiPages.root(acting, api) + "/end"));
      case PublishAnswer.Unknown _, PublishAnswer.Taken _ -> throw new NotFoundException();
    };
  }

  private String words(Fault fault) {
    return switch (fault.path()) {
      case "deprecation.since" -> text.sinceWrong();
      case "deprecation.sunset" -> text.sunsetWrong();
      case "deprecation.successor" -> text.successorWrong();
      default -> text.linkWrong();
    };
  }

  private Uni<TemplateInstance> page(
      Acting acting, String api, @Nullable DeprecationTerms typed, List<FieldError> wrong) {
    return apis.one(acting, api)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(
            card ->
                releases
                    .list(acting, api)
                    .map(
                        history ->
                            Sheets.apiEnd(
                                frame.of(acting, text.endOf(card.name()), Frame.Place.APIS),
                                view(acting, card, history, typed, wrong))));
  }

  private static View view(
      Acting acting,
      ApiCard card,
      List<Release> history,
      @Nullable DeprecationTerms typed,
      List<FieldError> wrong) {
    DeprecationTerms known =
        history.stream()
            .filter(Release::live)
            .findFirst()
            .map(release -> release.terms().deprecation())
            .orElse(null);
    DeprecationTerms shown = typed == null ? known : typed;
    return new View(
        acting.slug(),
        card,
        shown == null ? "" : day(shown.since()),
        shown == null ? "" : day(shown.sunset()),
        shown == null || shown.successor() == null ? "" : shown.successor(),
        shown == null || shown.link() == null ? "" : shown.link(),
        known != null,
        wrong);
  }

  private static String day(@Nullable String instant) {
    return instant == null ? "" : instant.substring(0, Math.min(LENGTH_OF_A_DAY, instant.length()));
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
