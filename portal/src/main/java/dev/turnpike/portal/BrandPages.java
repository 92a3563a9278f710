package dev.turnpike.portal;

import dev.turnpike.tenants.storefront.Accent;
import dev.turnpike.tenants.storefront.Colour;
import dev.turnpike.tenants.storefront.Storefront;
import dev.turnpike.tenants.storefront.Storefronts;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * A publisher's colour and logo. The stylesheet is written by us from the colour's three numbers:
 * nothing that a publisher typed is in it. Addresses name the version, so browsers keep them.
 */
@Path("/{publisher}/brand")
class BrandPages {
  private static final String FOR_LONG = "public, max-age=31536000, immutable";

  private final Storefronts storefronts;

  BrandPages(Storefronts storefronts) {
    this.storefronts = storefronts;
  }

  @GET
  @Path("style.css")
  public Uni<Response> style(String publisher) {
    return storefronts
        .of(publisher)
        .map(found -> found.flatMap(Storefront::accent).orElseThrow(NotFoundException::new))
        .map(accent -> kept(css(accent), "text/css;charset=UTF-8"));
  }

  /** In the tokens' own layer, after ours: the two tokens of a brand and no other. */
  static String css(Accent accent) {
    Colour light = accent.onLightPages();
    Colour dark = accent.onDarkPages();
    return "@layer tokens{:root{--brand:light-dark("
        + light
        + ","
        + dark
        + ");--on-brand:light-dark("
        + Accent.wordsOn(light)
        + ","
        + Accent.wordsOn(dark)
        + ")}}";
  }

  @GET
  @Path("logo")
  public Uni<Response> logo(String publisher) {
    return storefronts
        .logo(publisher)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .map(picture -> kept(picture.bytes(), picture.type()));
  }

  private static Response kept(Object entity, String type) {
    return Response.ok(entity, type)
        .header(HttpHeaders.CACHE_CONTROL, FOR_LONG)
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'")
        .build();
  }
}
