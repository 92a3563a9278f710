package dev.turnpike.backend.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.PersonId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdentityTest {
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

  @Inject Cast cast;
  @Inject AccessTokens tokens;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private String person(String name) {
    return cast.member(cast.tenant("identity-" + name, false), name, "developer");
  }

  private Response logIn(String area, String email) {
    return given()
        .header("Origin", portal)
        .formParam("email", email)
        .formParam("password", Cast.PASSWORD)
        .post(area + "/login");
  }

  private static RequestSpecification with(Response login, String cookie) {
    return given().cookie(cookie, login.getCookie(cookie));
  }

  @Test
  void a_log_in_makes_a_visitor_until_the_log_out() {
    String email = person("ada");
    Response login = logIn("/identity-pages", email);
    login.then().statusCode(204);
    Cookie cookie = login.getDetailedCookie("turnpike_session");
    assertTrue(cookie.isHttpOnly());
    assertEquals("/", cookie.getPath());
    assertEquals("Lax", cookie.getSameSite());
    with(login, "turnpike_session").get("/identity-pages/me").then().body(equalTo(email));
    with(login, "turnpike_session")
        .header("Origin", portal)
        .post("/identity-pages/logout")
        .then()
        .statusCode(204)
        .header("Set-Cookie", containsString("Max-Age=0"));
    with(login, "turnpike_session").get("/identity-pages/me").then().body(equalTo("nobody"));
  }

  @Test
  void the_portals_session_is_nobody_in_the_admin_ui_and_the_other_way_round() {
    String email = person("bo");
    Response login = logIn("/identity-pages", email);
    with(login, "turnpike_session").get("/admin/identity-pages/me").then().body(equalTo("nobody"));
    Response admin = logIn("/admin/identity-pages", email);
    with(admin, "turnpike_admin").get("/admin/identity-pages/me").then().body(equalTo(email));
    with(admin, "turnpike_admin").get("/identity-pages/me").then().body(equalTo("nobody"));
  }

  @Test
  void the_management_api_takes_no_cookie() {
    Response login = logIn("/identity-pages", person("cy"));
    with(login, "turnpike_session").get("/manage/identity-pages/me").then().body(equalTo("nobody"));
  }

  @Test
  void a_form_from_another_origin_is_refused() {
    Response login = logIn("/identity-pages", person("di"));
    String otherPort = portal.replaceAll(":\\d+$", ":8000");
    for (String origin : new String[] {"https://evil.example", otherPort, "null"}) {
      with(login, "turnpike_session")
          .header("Origin", origin)
          .post("/identity-pages/logout")
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("code", equalTo("FORBIDDEN"));
    }
    with(login, "turnpike_session").post("/identity-pages/logout").then().statusCode(403);
    with(login, "turnpike_session")
        .header("Referer", otherPort + "/acme")
        .post("/identity-pages/logout")
        .then()
        .statusCode(403);
    with(login, "turnpike_session")
        .header("Referer", portal + "/acme")
        .post("/identity-pages/logout")
        .then()
        .statusCode(204);
  }

  @Test
  void a_browser_gets_a_page_and_a_program_a_problem() {
    given()
        .header("Accept", HTML)
        .get("/no/such/page")
        .then()
        .statusCode(404)
        .contentType(startsWith("text/html"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("X-Content-Type-Options", "nosniff")
        .body(containsString("<h1>"));
    given().get("/no/such/page").then().statusCode(404).contentType("application/problem+json");
    given()
        .header("Accept", HTML)
        .get("/manage/v1/nothing-here")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .header("X-Content-Type-Options", "nosniff")
        .body("code", equalTo("NOT_FOUND"))
        .body("status", equalTo(404))
        .body("type", equalTo(portal + "/errors/NOT_FOUND"))
        .body("title", notNullValue())
        .body("request_id", matchesPattern("[0-9a-f-]{36}"));
  }

  @Test
  @Tag("R11")
  void a_wrong_method_is_405() {
    given()
        .post("/manage/identity-pages/me")
        .then()
        .statusCode(405)
        .body("code", equalTo("METHOD_NOT_ALLOWED"));
  }

  @Test
  void a_broken_request_has_an_id_and_tells_nothing_else() {
    Response api = given().get("/manage/identity-pages/broken");
    api.then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body("request_id", equalTo(api.getHeader("X-Request-Id")))
        .body(not(containsString("on purpose")));
    Response page = given().header("Accept", HTML).get("/identity-pages/broken");
    page.then()
        .statusCode(500)
        .contentType(startsWith("text/html"))
        .body(
            allOf(
                containsString(page.getHeader("X-Request-Id")), not(containsString("on purpose"))));
  }

  @Test
  void assets_are_served_and_not_guessed_at() {
    given()
        .get("/assets/turnpike.css")
        .then()
        .statusCode(200)
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void a_bearer_token_of_ours_makes_a_visitor_and_no_other_does() {
    String email = person("ed");
    PersonId person = cast.visitor(email).person();
    bearer(tokens.issue(person).text()).body(equalTo(email));
    bearer(
            tokens
                .issue(new PersonId(UUID.fromString("00000000-0000-7000-8000-000000000000")))
                .text())
        .body(equalTo("nobody"));

    String good = tokens.issue(person).text();
    bearer(good.substring(0, good.length() - 3) + "abc").body(equalTo("nobody"));
    String none =
        "eyJhbGciOiJub25lIn0" + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
    bearer(none).body(equalTo("nobody"));
    bearer(signed("some other secret of 32 bytes !!", person, "turnpike", "turnpike-management"))
        .body(equalTo("nobody"));
    bearer("x".repeat(5_000)).body(equalTo("nobody"));
  }

  private static io.restassured.response.ValidatableResponse bearer(String token) {
    return given()
        .header("Authorization", "Bearer " + token)
        .get("/manage/identity-pages/me")
        .then()
        .statusCode(200);
  }

  private static String signed(String key, PersonId person, String issuer, String audience) {
    return Jwt.claims()
        .issuer(issuer)
        .audience(audience)
        .subject(person.toString())
        .expiresAt(Instant.ofEpochSecond(4_000_000_000L))
        .jws()
        .algorithm(SignatureAlgorithm.HS256)
        .sign(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
  }
}
