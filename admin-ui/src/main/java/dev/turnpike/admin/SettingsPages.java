package dev.turnpike.admin;

import dev.turnpike.tenants.definition.KeptFiles;
import dev.turnpike.tenants.storefront.Accent;
import dev.turnpike.tenants.storefront.Colour;
import dev.turnpike.tenants.storefront.Picture;
import dev.turnpike.tenants.storefront.Storefront;
import dev.turnpike.tenants.storefront.Storefront.Fault;
import dev.turnpike.tenants.storefront.Storefronts;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** A tenant's settings: what it is called, whom to ask, its colour with a preview, its logo. */
@Path("/admin/{tenant}/settings")
@Produces(MediaType.TEXT_HTML)
class SettingsPages {
  /** What the stylesheet has when a publisher chose nothing. */
  private static final Colour USUAL = new Colour(0x0b, 0x61, 0x47);

  private final Frame frame;
  private final Storefronts storefronts;
  private final KeptFiles files;
  private final SettingsText text;
  private final Vertx vertx;

  SettingsPages(
      Frame frame, Storefronts storefronts, KeptFiles files, SettingsText text, Vertx vertx) {
    this.frame = frame;
    this.storefronts = storefronts;
    this.files = files;
    this.text = text;
    this.vertx = vertx;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance settings(Page page, SettingsView view);
  }

  /** With {@code accent} the preview shows that colour; nothing is kept before it is saved. */
  @GET
  public Uni<TemplateInstance> page(
      String tenant, @RestQuery @Nullable String accent, @RestQuery @Nullable String done) {
    Acting acting = frame.acting(tenant).require(Permission.EDIT_SETTINGS);
    return storefronts
        .own(acting)
        .chain(
            it ->
                files
                    .kept(acting)
                    .map(
                        kept ->
                            page(
                                acting,
                                view(
                                    acting,
                                    it,
                                    new Storefront.Wish(
                                        it.name(),
                                        orEmpty(it.supportEmail()),
                                        orEmpty(it.supportUrl())),
                                    Colour.parse(accent),
                                    kept.by(""),
                                    done != null,
                                    List.of()))));
  }

  @POST
  public Uni<Response> change(
      String tenant,
      @FormParam("name") @Nullable String name,
      @FormParam("support_email") @Nullable String email,
      @FormParam("support_url") @Nullable String url) {
    Acting acting = frame.acting(tenant);
    Storefront.Wish wish = new Storefront.Wish(orEmpty(name), orEmpty(email), orEmpty(url));
    return storefronts
        .change(acting, wish)
        .chain(faults -> answered(acting, faults, Optional.of(wish), Optional.empty()));
  }

  @POST
  @Path("colour")
  public Uni<Response> colour(String tenant, @FormParam("accent") @Nullable String accent) {
    Acting acting = frame.acting(tenant);
    return storefronts
        .colour(acting, orEmpty(accent))
        .chain(faults -> answered(acting, faults, Optional.empty(), Colour.parse(orEmpty(accent))));
  }

  @POST
  @Path("logo")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Uni<Response> logo(String tenant, @RestForm("logo") @Nullable FileUpload logo) {
    Acting acting = frame.acting(tenant).require(Permission.EDIT_SETTINGS);
    return upload(logo)
        .chain(bytes -> storefronts.logo(acting, bytes))
        .chain(faults -> answered(acting, faults, Optional.empty(), Optional.empty()));
  }

  @POST
  @Path("logo/removal")
  public Uni<Response> removeLogo(String tenant) {
    Acting acting = frame.acting(tenant);
    return storefronts
        .withoutLogo(acting)
        .chain(faults -> answered(acting, faults, Optional.empty(), Optional.empty()));
  }

  /** The logo as it is kept, for the own people; the portal shows it to everybody. */
  @GET
  @Path("logo/{version}")
  @Produces({"image/png", "image/jpeg"})
  public Uni<Response> picture(String tenant, String version) {
    Acting acting = frame.acting(tenant);
    return storefronts
        .logo(acting.slug())
        .map(
            found -> {
              Picture picture = found.orElseThrow(NotFoundException::new);
              return Response.ok(picture.bytes(), picture.type())
                  .header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400")
                  .build();
            });
  }

  /** What a colour does to a page, for the preview alone; written from six digits. */
  @GET
  @Path("preview.css")
  @Produces("text/css")
  public Response stylesheet(String tenant, @RestQuery @Nullable String accent) {
    frame.acting(tenant);
    Accent shown = new Accent(Colour.parse(accent).orElse(USUAL));
    Colour light = shown.isLegible() ? shown.chosen() : shown.onLightPages();
    Colour dark = shown.onDarkPages();
    String css =
        ".specimen { --brand: light-dark(%s, %s); --on-brand: light-dark(%s, %s); }\n"
            .formatted(light, dark, Accent.wordsOn(light), Accent.wordsOn(dark));
    return Response.ok(css, "text/css").build();
  }

  private Uni<byte[]> upload(@Nullable FileUpload logo) {
    return logo == null || logo.size() == 0
        ? Uni.createFrom().item(new byte[0])
        : vertx.fileSystem().readFile(logo.uploadedFile().toString()).map(Buffer::getBytes);
  }

  private Uni<Response> answered(
      Acting acting, List<Fault> faults, Optional<Storefront.Wish> typed, Optional<Colour> tried) {
    if (faults.isEmpty()) {
      URI address = URI.create("/admin/" + acting.slug() + "/settings?done=1");
      return Uni.createFrom().item(Response.seeOther(address).build());
    }
    List<FieldError> errors =
        faults.stream().map(fault -> new FieldError(fault.field(), words(fault))).toList();
    return storefronts
        .own(acting)
        .map(
            it ->
                Response.status(422)
                    .entity(
                        page(
                            acting,
                            view(
                                acting,
                                it,
                                typed.orElseGet(
                                    () ->
                                        new Storefront.Wish(
                                            it.name(),
                                            orEmpty(it.supportEmail()),
                                            orEmpty(it.supportUrl()))),
                                tried,
                                null,
                                false,
                                errors)))
                    .build());
  }

  private TemplateInstance page(Acting acting, SettingsView view) {
    return Sheets.settings(frame.of(acting, text.title(), Frame.Place.SETTINGS), view);
  }

  private static SettingsView view(
      Acting acting,
      Storefront it,
      Storefront.Wish shown,
      Optional<Colour> tried,
      @Nullable String kept,
      boolean done,
      List<FieldError> errors) {
    String logo =
        it.logo() == null ? null : "/admin/" + acting.slug() + "/settings/logo/" + it.logo();
    return new SettingsView(
        acting.slug(),
        shown.name(),
        shown.supportEmail(),
        shown.supportUrl(),
        brand(acting, it, tried),
        logo,
        kept,
        done,
        errors);
  }

  private static SettingsView.Brand brand(Acting acting, Storefront it, Optional<Colour> tried) {
    Optional<Colour> kept = it.accent().map(Accent::chosen);
    Accent shown = new Accent(tried.or(() -> kept).orElse(USUAL));
    return new SettingsView.Brand(
        shown.chosen().toString(),
        Address.of("/admin/" + acting.slug() + "/settings/preview.css")
            .with("accent", shown.chosen().toString())
            .toString(),
        String.format(Locale.ROOT, "%d.%02d", shown.contrast() / 100, shown.contrast() % 100),
        shown.isLegible(),
        shown.onLightPages().toString(),
        kept.isPresent(),
        kept.isEmpty() ? tried.isEmpty() : kept.get().equals(shown.chosen()));
  }

  private String words(Fault fault) {
    return switch (fault) {
      case NAME_MISSING -> text.nameMissing();
      case NAME_TOO_LONG -> text.nameTooLong();
      case EMAIL_ODD -> text.emailOdd();
      case URL_ODD -> text.urlOdd();
      case COLOUR_ODD -> text.colourOdd();
      case COLOUR_PALE -> text.colourPale();
      case LOGO_EMPTY -> text.logoEmpty();
      case LOGO_TOO_LARGE -> text.logoTooLarge();
      case LOGO_TOO_MANY_PIXELS -> text.logoTooManyPixels();
      case LOGO_NOT_PNG_OR_JPEG -> text.logoNotPngOrJpeg();
      case LOGO_INTERLACED -> text.logoInterlaced();
      case LOGO_BROKEN -> text.logoBroken();
    };
  }

  private static String orEmpty(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
