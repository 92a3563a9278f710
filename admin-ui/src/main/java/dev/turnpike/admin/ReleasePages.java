package dev.turnpike.admin;

import dev.turnpike.tenants.openapi.Change;
import dev.turnpike.tenants.publishing.ApiCard;
import dev.turnpike.tenants.publishing.Apis;
import dev.turnpike.tenants.publishing.Changes;
import dev.turnpike.tenants.publishing.PublishAnswer;
import dev.turnpike.tenants.publishing.Release;
import dev.turnpike.tenants.publishing.Releases;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** One release of an API: what it changed, and going back to it in one step. */
@Path("/admin/{tenant}/apis/{api}/releases")
@Produces(MediaType.TEXT_HTML)
class ReleasePages {
  private static final int MOST_SHOWN = 150;

  private final Frame frame;
  private final Apis apis;
  private final Releases releases;
  private final Changes changes;
  private final PublishText text;
  private final ApiText words;

  ReleasePages(
      Frame frame, Apis apis, Releases releases, Changes changes, PublishText text, ApiText words) {
    this.frame = frame;
    this.apis = apis;
    this.releases = releases;
    this.changes = changes;
    this.text = text;
    this.words = words;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance apiRelease(Page page, View view);
  }

  /**
   * A release beside the one that is live, or the live one beside the one before it.
   *
   * @param mayGoBack whether it can be made live from here
   */
  record View(
      String tenant,
      ApiCard card,
      Release release,
      List<DraftView.ChangeLine> changes,
      long breaking,
      boolean mayGoBack) {}

  @GET
  @Path("{number}")
  public Uni<TemplateInstance> show(String tenant, String api, int number) {
    Acting acting = frame.acting(tenant);
    return apis.one(acting, api)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(
            card ->
                releases
                    .one(acting, api, number)
                    .map(found -> found.orElseThrow(NotFoundException::new))
                    .chain(
                        release ->
                            differences(acting, card, release)
                                .map(found -> page(acting, card, release, found))));
  }

  /** Asked for on the page of the release, which shows what it changes. */
  @POST
  @Path("{number}/live")
  public Uni<Response> rollBack(String tenant, String api, int number) {
    Acting acting = frame.acting(tenant);
    return releases
        .rollBack(acting, api, number)
        .map(
            answer ->
                switch (answer) {
                  case PublishAnswer.Done(Release release) ->
                      ApiPages.seeOther(ApiPages.root(acting, api) + "?done=" + release.number());
                  case PublishAnswer.Same _, PublishAnswer.Retired _ ->
                      ApiPages.seeOther(ApiPages.root(acting, api));
                  case PublishAnswer.Unknown _,
                      PublishAnswer.Kept _,
                      PublishAnswer.NoDraft _,
                      PublishAnswer.Taken _,
                      PublishAnswer.Invalid _ ->
                      throw new NotFoundException();
                });
  }

  /** What going to it would change; of the live one, what it changed itself. */
  private Uni<List<Change>> differences(Acting acting, ApiCard card, Release release) {
    if (!release.live()) {
      return changes
          .between(acting, card.slug(), null, release.number())
          .map(found -> found.orElse(List.of()));
    }
    return release.number() == 1
        ? Uni.createFrom().item(List.of())
        : changes
            .between(acting, card.slug(), release.number() - 1, release.number())
            .map(found -> found.orElse(List.of()));
  }

  private TemplateInstance page(Acting acting, ApiCard card, Release release, List<Change> found) {
    return Sheets.apiRelease(
        frame.of(acting, text.releaseOf(release.number(), card.name()), Frame.Place.APIS),
        new View(
            acting.slug(),
            card,
            release,
            found.stream().limit(MOST_SHOWN).map(c -> DraftView.line(c, text, words)).toList(),
            found.stream().filter(c -> c.effect() == Change.Effect.BREAKS).count(),
            !release.live()
                && !card.stage().equals("retired")
                && acting.may(Permission.EDIT_CATALOGUE)));
  }
}
