package dev.turnpike.backend.people;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Applications and their keys on the portal's pages, without JavaScript. */
@QuarkusTest
class AppsPagesTest {
  private static final Pattern SECRET =
      Pattern.compile("<pre id=\"secret\"[^>]*>(tp_test_([0-9A-Za-z]{16})_[0-9A-Za-z]{38})</pre>");

  @Inject Cast cast;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  @Tag("R140")
  void an_application_is_made_and_its_key_is_shown_once_scoped_rotated_and_revoked() {
    Browser dev = developer("apps-pages");
    dev.get("/acme/applications?tenant=apps-pages")
        .then()
        .statusCode(200)
        .body(containsString("No application yet"));
    dev.post("/acme/applications", "tenant", "apps-pages", "name", "Köln Robot")
        .then()
        .statusCode(303);
    String one = "/acme/applications/koln-robot?tenant=apps-pages";
    dev.get(one).then().statusCode(200).body(containsString("No key yet"));

    String page =
        dev.post(
                "/acme/applications/koln-robot/keys",
                "tenant",
                "apps-pages",
                "name",
                "ci server",
                "method",
                "GET",
                "method",
                "POST",
                "ranges",
                "10.0.0.0/8, 203.0.113.7",
                "expires",
                "2100-01-31")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    Matcher secret = SECRET.matcher(page);
    assertTrue(secret.find(), page);
    String id = secret.group(2);
    String key = "/acme/keys/" + id;
    dev.get(one)
        .then()
        .body(allOf(containsString("ci server"), not(containsString(secret.group(1)))));
    dev.get(key + "?tenant=apps-pages")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString(">valid<"),
                containsString("203.0.113.7/32"),
                containsString("31 Jan 2100"),
                containsString("value=\"POST\" checked"),
                not(containsString(secret.group(1)))));

    dev.post(key, "tenant", "apps-pages", "name", "ci", "ranges", "not an address")
        .then()
        .statusCode(422)
        .body(allOf(containsString("href=\"#ranges\""), containsString("not an address")));
    dev.post(key, "tenant", "apps-pages", "name", "ci", "expires", "2020-01-01")
        .then()
        .statusCode(422)
        .body(containsString("href=\"#expires\""));
    dev.post(key, "tenant", "apps-pages", "name", "renamed").then().statusCode(303);

    String rotated =
        dev.post(key + "/rotation", "tenant", "apps-pages", "overlap", "24")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    Matcher fresh = SECRET.matcher(rotated);
    assertTrue(fresh.find(), rotated);
    assertEquals(id, fresh.group(2));
    dev.get(key + "?tenant=apps-pages").then().body(containsString("two secrets"));
    dev.post(key + "/rotation", "tenant", "apps-pages", "overlap", "24").then().statusCode(409);
    dev.post(key + "/overlap/end", "tenant", "apps-pages").then().statusCode(303);
    dev.post(key + "/revocation", "tenant", "apps-pages").then().statusCode(303);
    dev.get(key + "?tenant=apps-pages").then().body(containsString(">revoked<"));
    dev.get("/acme/keys?tenant=apps-pages")
        .then()
        .statusCode(200)
        .body(allOf(containsString("renamed"), containsString(">revoked<")));
  }

  @Test
  void an_application_has_a_short_name_of_its_own_and_can_be_renamed() {
    Browser dev = developer("apps-names");
    dev.post("/acme/applications", "tenant", "apps-names", "name", "One", "slug", "one")
        .then()
        .statusCode(303);
    dev.post("/acme/applications", "tenant", "apps-names", "name", "Two", "slug", "one")
        .then()
        .statusCode(409)
        .body(allOf(containsString("href=\"#slug\""), containsString("value=\"Two\"")));
    dev.post("/acme/applications", "tenant", "apps-names", "name", "Two", "slug", "No!")
        .then()
        .statusCode(422);
    dev.post("/acme/applications/one", "tenant", "apps-names", "name", "First")
        .then()
        .statusCode(303);
    dev.get("/acme/applications?tenant=apps-names").then().body(containsString(">First<"));
  }

  @Test
  void others_applications_and_keys_are_not_found() {
    Browser dev = developer("apps-own");
    dev.post("/acme/applications", "tenant", "apps-own", "name", "Mine").then().statusCode(303);
    Browser other = developer("apps-other");
    other.get("/acme/applications/mine?tenant=apps-own").then().statusCode(404);
    other.get("/acme/applications/mine?tenant=apps-other").then().statusCode(404);
    other
        .post("/acme/applications/mine/keys", "tenant", "apps-own", "name", "x")
        .then()
        .statusCode(404);
    other.get("/acme/keys/0000000000000000?tenant=apps-other").then().statusCode(404);
  }

  private Browser developer(String slug) {
    String email = cast.member(cast.tenant(slug, false), "dev." + slug, "developer");
    return new Browser(portal).logIn(email, Cast.PASSWORD);
  }
}
