package dev.turnpike.admin;

import dev.turnpike.tenants.platform.Platform;
import dev.turnpike.tenants.platform.Resident;
import dev.turnpike.tenants.tenant.Acting;
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
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The operator's view over all tenants; whoever is no operator gets the 404 of an unknown page. */
@Path("/admin/platform")
@Produces(MediaType.TEXT_HTML)
class PlatformPages {
  private static final int PAGE = 50;
  private static final int LONGEST = 100;

  private final Frame frame;
  private final Platform platform;
  private final PlatformText text;
  private final Clock clock;

  PlatformPages(Frame frame, Platform platform, PlatformText text, Clock clock) {
    this.frame = frame;
    this.platform = platform;
    this.text = text;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance platform(Page page, PlatformView view);

    static native TemplateInstance resident(Page page, PlatformView.One view);

    static native TemplateInstance suspend(Page page, PlatformView.Ask view);
  }

  @GET
  public Uni<TemplateInstance> list(
      @RestQuery("q") @Nullable String search,
      @RestQuery @Nullable String kind,
      @RestQuery @Nullable String from) {
    Acting acting = frame.operator();
    String asked = search == null ? "" : search.strip();
    String shown = asked.substring(0, Math.min(asked.length(), LONGEST));
    String chosen = kind != null && Platform.KINDS.contains(kind) ? kind : "";
    int skip = Places.place(from);
    return Uni.combine()
        .all()
        .unis(
            platform.totals(acting),
            platform.nodes(acting),
            platform.tenants(acting, shown, chosen, skip, PAGE + 1))
        .usingConcurrencyOf(1)
        .with(
            (totals, nodes, found) ->
                Sheets.platform(
                    frame.platform(text.title()), view(totals, nodes, found, shown, chosen, skip)));
  }

  private PlatformView view(
      Platform.Totals totals,
      List<Platform.Node> nodes,
      List<Resident> found,
      String shown,
      String chosen,
      int skip) {
    Address start = Address.of("/admin/platform").with("q", shown).with("kind", chosen);
    return new PlatformView(
        totals,
        nodes,
        clock.instant(),
        shown,
        Platform.KINDS.stream()
            .map(kind -> new Choice(kind, label(kind), kind.equals(chosen)))
            .toList(),
        !shown.isEmpty() || !chosen.isEmpty(),
        skip == 0,
        start.toString(),
        found.stream().limit(PAGE).toList(),
        found.size() > PAGE ? start.from(skip + PAGE) : null);
  }

  @GET
  @Path("tenants/{slug}")
  public Uni<TemplateInstance> one(String slug, @RestQuery @Nullable String done) {
    Acting acting = frame.operator();
    return known(acting, slug)
        .map(
            it ->
                Sheets.resident(
                    frame.platform(it.name()),
                    new PlatformView.One(it, it.slug().equals(acting.slug()), done != null)));
  }

  /** Asks before a tenant is closed. */
  @GET
  @Path("tenants/{slug}/suspension")
  public Uni<TemplateInstance> ask(String slug) {
    return known(frame.operator(), slug).map(it -> asking(it, false));
  }

  @POST
  @Path("tenants/{slug}/suspension")
  public Uni<Response> suspend(String slug, @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.operator();
    return platform
        .suspend(acting, slug, reason == null ? "" : reason)
        .chain(answer -> answered(acting, slug, answer));
  }

  @POST
  @Path("tenants/{slug}/resumption")
  public Uni<Response> resume(String slug) {
    Acting acting = frame.operator();
    return platform.resume(acting, slug).chain(answer -> answered(acting, slug, answer));
  }

  private Uni<Response> answered(Acting acting, String slug, Platform.Answer answer) {
    return switch (answer) {
      case DONE, UNCHANGED ->
          Uni.createFrom()
              .item(
                  Response.seeOther(URI.create("/admin/platform/tenants/" + slug + "?done=1"))
                      .build());
      case UNKNOWN -> throw new NotFoundException();
      case OWN_TENANT ->
          known(acting, slug)
              .map(
                  it ->
                      Response.status(409)
                          .entity(
                              Sheets.resident(
                                  frame.platform(it.name()), new PlatformView.One(it, true, false)))
                          .build());
      case REASON_MISSING ->
          known(acting, slug).map(it -> Response.status(422).entity(asking(it, true)).build());
    };
  }

  private TemplateInstance asking(Resident it, boolean wrong) {
    return Sheets.suspend(
        frame.platform(text.suspendTitle(it.name())), new PlatformView.Ask(it, wrong));
  }

  private Uni<Resident> known(Acting acting, String slug) {
    return platform.tenant(acting, slug).map(it -> it.orElseThrow(NotFoundException::new));
  }

  private String label(String kind) {
    return switch (kind) {
      case "publisher" -> text.publishers();
      case "consumer" -> text.consumersOnly();
      default -> text.suspended();
    };
  }
}
