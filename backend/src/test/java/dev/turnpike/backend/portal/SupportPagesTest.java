package dev.turnpike.backend.portal;

import static dev.turnpike.backend.people.Cast.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A question to a publisher's support, from the refused call to the letter. */
@QuarkusTest
class SupportPagesTest {
  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject Cast cast;
  @Inject Shop shop;

  @Test
  @Tag("R143")
  void support_is_asked_with_all_that_is_known_of_the_refused_call() throws Exception {
    Buyer buyer = shop.buyer("see-help", "credits");
    HttpResponse<String> refused = shop.call(Shop.FORECAST, buyer.key());
    // A new key is in force within a second, not at once.
    for (int i = 0; i < 50 && refused.statusCode() == 401; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      refused = shop.call(Shop.FORECAST, buyer.key());
    }
    assertEquals(402, refused.statusCode());
    String id = refused.headers().firstValue("X-Request-Id").orElseThrow();
    eventually("see-help", "/acme/calls", containsString(id));
    String denial = cast.one("select id from denial where key_id = ?", buyer.keyId());
    String form = "/acme/support?tenant=see-help&denial=den_" + denial;
    loggedIn("see-help")
        .get(form)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("value=\"GET " + Shop.FORECAST + "\""),
                containsString("&quot;code&quot; : &quot;INSUFFICIENT_CREDITS&quot;"),
                containsString(buyer.account().id().toString()),
                containsString("X-Request-Id: " + id),
                containsString("help@acme.example"),
                containsString("name=\"tried\"")));
    Map<String, String> written =
        Map.of(
            "tenant", "see-help",
            "denial", denial,
            "subject", "Refused though I paid",
            "happened", "I paid and it is refused",
            "endpoint", "GET " + Shop.FORECAST,
            "answer", "402",
            "tried", "Waited",
            "logs", "X-Request-Id: " + id);
    String sent =
        post("see-help", "/acme/support", written)
            .statusCode(303)
            .extract()
            .header("Location")
            .replaceFirst("^https?://[^/]+", "");
    loggedIn("see-help").get(sent).then().body(containsString("went to help@acme.example"));
    assertEquals(
        "t",
        cast.one(
            "select body like '%Waited%' and body like '%402%' and subject ="
                + " 'Refused though I paid' from letter where address = 'help@acme.example'"
                + " order by id desc limit 1"));
    Map<String, String> leaking =
        Map.of(
            "tenant", "see-help",
            "subject", "x",
            "happened", "y",
            "logs", "Authorization: Bearer " + buyer.key());
    post("see-help", "/acme/support", leaking)
        .statusCode(422)
        .body(containsString("looks like the secret of a key"));
  }

  private ValidatableResponse post(String tenant, String path, Map<String, String> form) {
    return loggedIn(tenant)
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .formParams(form)
        .post(path)
        .then();
  }

  private void eventually(String tenant, String page, Matcher<String> expected) {
    RequestSpecification who = loggedIn(tenant);
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    while (!expected.matches(body(who, tenant, page)) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(50_000_000);
    }
    check(tenant, page, expected);
  }

  private static String body(RequestSpecification who, String tenant, String page) {
    return given().spec(who).get(page + "?tenant=" + tenant).body().asString();
  }

  private void check(String tenant, String page, Matcher<String> expected) {
    loggedIn(tenant).get(page + "?tenant=" + tenant).then().statusCode(200).body(expected);
  }

  /** The one member that {@link Shop#buyer} makes. */
  private RequestSpecification loggedIn(String tenant) {
    return given()
        .cookies(
            given()
                .redirects()
                .follow(false)
                .header("Origin", portal)
                .formParam("email", tenant + "@example.com")
                .formParam("password", PASSWORD)
                .post("/login")
                .cookies());
  }
}
