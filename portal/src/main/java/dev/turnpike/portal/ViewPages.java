package dev.turnpike.portal;

import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Language;
import dev.turnpike.ui.Reader;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How pages look to this browser: their language, colours and zone. Portal and admin share it. */
@Path("/view")
@Produces(MediaType.TEXT_HTML)
class ViewPages {
  private static final Predicate<String> OF_PLACES =
      Pattern.compile("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[\\w/-]+")
          .asMatchPredicate();

  private final Frame frame;
  private final KeptView kept;
  private final ViewText text;
  private final URI portal;

  ViewPages(
      Frame frame,
      KeptView kept,
      ViewText text,
      @ConfigProperty(name = "turnpike.portal.url") URI portal) {
    this.frame = frame;
    this.kept = kept;
    this.text = text;
    this.portal = portal;
  }

  record Choice(String value, String label, boolean chosen) {}

  record View(
      String to,
      List<Choice> languages,
      List<Choice> themes,
      List<Choice> zones,
      List<FieldError> errors) {}

  /** Comes back to where the visitor was. */
  @GET
  public TemplateInstance form(@HeaderParam("Referer") @Nullable String referer) {
    return page(Reader.current(), here(referer), List.of());
  }

  @POST
  public Uni<Response> choose(
      @FormParam("language") @Nullable String language,
      @FormParam("theme") @Nullable String theme,
      @FormParam("zone") @Nullable String zone,
      @FormParam("to") @Nullable String to) {
    Reader now = Reader.current();
    Language chosen = Language.tagged(language);
    Optional<ZoneId> place = Reader.zone(zone);
    Reader next =
        new Reader(chosen == null ? now.language() : chosen, place.orElse(now.zone()), theme);
    ReturnPath target = ReturnPath.of(to);
    if (place.isEmpty()) {
      List<FieldError> errors = List.of(new FieldError("zone", text.zoneWrong()));
      return Uni.createFrom().item(Response.status(422).entity(page(next, target, errors)).build());
    }
    return kept.keep(next)
        .map(cookie -> Response.seeOther(URI.create(target.value())).cookie(cookie).build());
  }

  private ReturnPath here(@Nullable String referer) {
    if (referer == null || !referer.startsWith(portal + "/")) {
      return ReturnPath.START;
    }
    ReturnPath from = ReturnPath.of(referer.substring(portal.toString().length()));
    return from.value().startsWith("/view") ? ReturnPath.START : from;
  }

  private TemplateInstance page(Reader reader, ReturnPath to, List<FieldError> errors) {
    String theme = reader.theme() == null ? "" : reader.theme();
    return Pages.view(
        frame.platform(text.title()),
        new View(
            to.value(),
            Arrays.stream(Language.values())
                .map(each -> new Choice(each.tag(), each.ownName(), each == reader.language()))
                .toList(),
            Stream.of(
                    new Choice("", text.device(), theme.isEmpty()),
                    new Choice("light", text.light(), theme.equals("light")),
                    new Choice("dark", text.dark(), theme.equals("dark")))
                .toList(),
            zones(reader.zone()),
            errors));
  }

  private static List<Choice> zones(ZoneId chosen) {
    return Stream.concat(
            Stream.of("UTC"), ZoneId.getAvailableZoneIds().stream().filter(OF_PLACES).sorted())
        .map(name -> new Choice(name, name.replace('_', ' '), name.equals(chosen.getId())))
        .toList();
  }
}
