package dev.turnpike.backend.admin;

import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.storefront.Storefronts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a tenant says of itself, and how it looks. */
@QuarkusTest
class SettingsPagesTest {
  @Inject Cast cast;
  @Inject Storefronts storefronts;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private AdminBrowser browser;
  private TenantId acme;
  private String own;
  private String slug;
  private String page;
  private String ada;

  @BeforeEach
  void make(TestInfo test) {
    browser = new AdminBrowser(portal);
    own = Integer.toHexString(test.getDisplayName().hashCode());
    slug = "shop-" + own;
    acme = cast.tenant(slug, true);
    page = "/admin/" + slug + "/settings";
    ada = cast.member(acme, "ada.s" + own, "admin");
  }

  @Test
  void what_is_saved_is_what_the_portal_reads_and_the_trail_says() {
    browser
        .as(ada)
        .formParam("name", "Shop & Sons")
        .formParam("support_email", "help@shop.example")
        .formParam("support_url", "https://shop.example/help")
        .post(page)
        .then()
        .statusCode(303)
        .header("Location", endsWith("/settings?done=1"));
    browser
        .as(ada)
        .get(page)
        .then()
        .body(allOf(containsString("Shop &amp; Sons"), containsString("help@shop.example")));
    assertEquals(
        "tenant.settings-changed",
        cast.one("select action from audit where tenant_id = ?", acme.value()));
  }

  @Test
  void what_is_wrong_is_told_at_its_field_and_what_was_typed_stays() {
    browser
        .as(ada)
        .formParam("name", " ")
        .formParam("support_email", "nobody")
        .formParam("support_url", "javascript:alert(1)")
        .post(page)
        .then()
        .statusCode(422)
        .body(
            allOf(
                containsString("href=\"#name\""),
                containsString("href=\"#support_email\""),
                containsString("href=\"#support_url\""),
                containsString("value=\"nobody\"")));
    assertEquals(slug.toUpperCase(Locale.ROOT), name());
  }

  @Test
  void a_colour_is_previewed_without_being_kept_and_kept_when_it_can_be_read() {
    browser
        .as(ada)
        .queryParam("accent", "#aa0000")
        .get(page)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("preview.css?accent=%23aa0000"),
                containsString("Not saved yet."),
                containsString("Readable:")));
    assertEquals(null, accent());
    browser.as(ada).formParam("accent", "#AA0000").post(page + "/colour").then().statusCode(303);
    assertEquals("#aa0000", accent());
    browser
        .as(ada)
        .queryParam("accent", "#aa0000")
        .get(page + "/preview.css")
        .then()
        .header("Content-Type", containsString("text/css"))
        .body(allOf(containsString("light-dark(#aa0000,"), containsString("#ffffff")));
    browser.as(ada).formParam("accent", "").post(page + "/colour").then().statusCode(303);
    assertEquals(null, accent());
  }

  @Test
  void a_colour_too_pale_to_read_is_refused_with_a_darker_one_and_css_is_no_colour() {
    browser
        .as(ada)
        .formParam("accent", "#ffee00")
        .post(page + "/colour")
        .then()
        .statusCode(422)
        .body(allOf(containsString("Too pale: 1."), containsString("?accent=%23")));
    for (String odd : new String[] {"red", "#fff", "#123456;}body{display:none", "url(//x)"}) {
      browser.as(ada).formParam("accent", odd).post(page + "/colour").then().statusCode(422);
      browser
          .as(ada)
          .queryParam("accent", odd)
          .get(page + "/preview.css")
          .then()
          .statusCode(200)
          .body(allOf(not(containsString("url")), not(containsString("display"))));
    }
    assertEquals(null, accent());
  }

  @Test
  void a_logo_is_written_anew_and_svg_is_refused() throws IOException {
    byte[] png = picture("png");
    upload(png, "logo.png").then().statusCode(303);
    assertEquals("image/png", cast.one("select brand_logo_type from tenant where slug = ?", slug));
    byte[] kept = await(() -> storefronts.logo(slug)).orElseThrow().bytes();
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(kept));
    assertEquals(40, shown.getWidth());
    assertEquals(Color.RED.getRGB(), shown.getRGB(3, 3));
    upload(picture("jpeg"), "logo.jpg").then().statusCode(303);
    byte[] jpeg = await(() -> storefronts.logo(slug)).orElseThrow().bytes();
    assertTrue(new Color(ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(3, 3)).getRed() > 240);
    String version = cast.one("select left(md5(brand_logo), 12) from tenant where slug = ?", slug);
    browser
        .as(ada)
        .get(page + "/logo/" + version)
        .then()
        .statusCode(200)
        .header("Content-Type", equalTo("image/jpeg"));
    byte[] svg =
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".getBytes(StandardCharsets.UTF_8);
    upload(svg, "logo.png").then().statusCode(422).body(containsString("neither PNG nor JPEG"));
    upload(new byte[0], "logo.png").then().statusCode(422);
    browser.as(ada).post(page + "/logo/removal").then().statusCode(303);
    assertEquals(null, cast.one("select brand_logo_type from tenant where slug = ?", slug));
  }

  @Test
  void only_an_admin_or_owner_changes_settings() {
    String edda = cast.member(acme, "edda.s" + own, "editor");
    browser.as(edda).get(page).then().statusCode(403);
    browser.as(edda).formParam("name", "x").post(page).then().statusCode(403);
    browser.as(edda).formParam("accent", "#000000").post(page + "/colour").then().statusCode(403);
    browser.as(edda).post(page + "/logo/removal").then().statusCode(403);
    browser
        .as(edda)
        .multiPart("logo", "x.png", new byte[] {1}, "image/png")
        .post(page + "/logo")
        .then()
        .statusCode(403);
    assertEquals(slug.toUpperCase(Locale.ROOT), name());
  }

  private Response upload(byte[] bytes, String name) {
    return browser.as(ada).multiPart("logo", name, bytes, "image/png").post(page + "/logo");
  }

  private static byte[] picture(String format) throws IOException {
    BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 40; x++) {
      for (int y = 0; y < 20; y++) {
        image.setRGB(x, y, Color.RED.getRGB());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private String accent() {
    return cast.one("select brand_accent from tenant where slug = ?", slug);
  }

  private String name() {
    return cast.one("select name from tenant where slug = ?", slug);
  }
}
