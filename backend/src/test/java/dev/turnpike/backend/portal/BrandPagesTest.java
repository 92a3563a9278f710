package dev.turnpike.backend.portal;

import static dev.turnpike.backend.people.Cast.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.storefront.Colour;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher's colour and logo on its pages, and what they can do there: be seen. */
@QuarkusTest
class BrandPagesTest {
  private static final Pattern SHEET =
      Pattern.compile(
          "@layer tokens\\{:root\\{--brand:light-dark\\((#[0-9a-f]{6}),(#[0-9a-f]{6})\\);"
              + "--on-brand:light-dark\\((#[0-9a-f]{6}),(#[0-9a-f]{6})\\)\\}\\}");

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject Cast cast;
  @Inject Shop shop;

  @Test
  void a_publisher_without_a_brand_has_our_mark_and_no_stylesheet() {
    cast.tenant("no-brand", true);
    given()
        .get("/no-brand")
        .then()
        .statusCode(200)
        .body(allOf(containsString("class=\"plate\""), not(containsString("/brand/"))));
    given().get("/no-brand/brand/style.css").then().statusCode(404);
    given().get("/no-brand/brand/logo").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#7a1f5c", "#ffee00", "#000000", "#ffffff"})
  void a_colour_becomes_tokens_that_can_be_read_in_both_modes(String accent) {
    String slug = "hue-" + accent.substring(1);
    cast.tenant(slug, true);
    cast.sql("update tenant set brand_accent = ? where slug = ?", accent, slug);
    String page = "/" + slug + "/brand/style.css?v=" + accent.substring(1);
    given().get("/" + slug).then().body(containsString("href=\"" + page + "\""));
    Response sheet = given().get(page);
    assertEquals(200, sheet.statusCode());
    assertTrue(sheet.header("Cache-Control").contains("immutable"));
    Matcher tokens = SHEET.matcher(sheet.body().asString());
    assertTrue(tokens.matches(), sheet.body().asString());
    List<Colour> colours =
        List.of(1, 2, 3, 4).stream()
            .map(tokens::group)
            .map(text -> Colour.parse(text).orElseThrow())
            .toList();
    assertTrue(colours.get(0).contrast(colour("#f1f1ed")) >= 450, "links on light pages");
    assertTrue(colours.get(1).contrast(colour("#181c1d")) >= 450, "links on dark pages");
    assertTrue(colours.get(0).contrast(colours.get(2)) >= 450, "words on light buttons");
    assertTrue(colours.get(1).contrast(colours.get(3)) >= 450, "words on dark buttons");
  }

  @Test
  void a_logo_takes_the_place_of_our_mark() {
    cast.tenant("pic-brand", true);
    byte[] picture = {1, 2, 3};
    cast.sql(
        "update tenant set brand_logo = ?, brand_logo_type = 'image/png' where slug = 'pic-brand'",
        picture);
    given()
        .get("/pic-brand")
        .then()
        .body(
            allOf(
                containsString("<img class=\"logo\" src=\"/pic-brand/brand/logo?v="),
                not(containsString("class=\"plate\""))));
    Response logo = given().get("/pic-brand/brand/logo");
    assertEquals("image/png", logo.contentType());
    assertEquals("nosniff", logo.header("X-Content-Type-Options"));
    assertArrayEquals(picture, logo.body().asByteArray());
  }

  @Test
  void a_page_that_takes_money_carries_no_colours_of_the_publisher() {
    shop.buyer("brand-pays", "credits");
    cast.sql("update tenant set brand_accent = '#0b6147' where slug = 'acme'");
    try {
      check("/acme", containsString("/acme/brand/style.css?v=0b6147"));
      check("/acme/pay?tenant=brand-pays", not(containsString("/brand/style.css")));
      check("/acme/payments?tenant=brand-pays", not(containsString("/brand/style.css")));
    } finally {
      cast.sql("update tenant set brand_accent = null where slug = 'acme'");
    }
  }

  private void check(String page, org.hamcrest.Matcher<String> expected) {
    given()
        .cookies(
            given()
                .redirects()
                .follow(false)
                .header("Origin", portal)
                .formParam("email", "brand-pays@example.com")
                .formParam("password", PASSWORD)
                .post("/login")
                .cookies())
        .get(page)
        .then()
        .statusCode(200)
        .body(expected);
  }

  private static Colour colour(String text) {
    return Colour.parse(text).orElseThrow();
  }
}
