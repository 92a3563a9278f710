package dev.turnpike.backend.portal;

import static dev.turnpike.backend.people.Cast.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.definition.Samples;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From looking something up to the first call, through the pages. */
@QuarkusTest
class SubscribingPagesTest {
  private static final String HTML = "text/html,application/xhtml+xml";

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject Cast cast;
  @Inject Shop shop;

  @Test
  void the_catalogue_is_searched_by_words_and_tags() {
    check(anonymous(), "/acme?q=FORECASTS", 200, containsString("/acme/products/weather"));
    check(
        anonymous(),
        "/acme?tag=chat",
        200,
        allOf(
            containsString("/acme/products/chat"), not(containsString("/acme/products/weather"))));
    anonymous()
        .queryParam("q", "100%_")
        .get("/acme")
        .then()
        .body(allOf(containsString("Nothing matches"), containsString("value=\"100%_\"")));
    check(anonymous(), "/acme?page=nonsense", 200, containsString("/acme/products/weather"));
  }

  @Test
  @Tag("R142")
  void a_product_shows_before_any_call_what_each_plan_costs_and_where_it_ends() {
    check(
        anonymous(),
        "/acme/products/weather",
        200,
        allOf(
            containsString("<strong>49.00 USD a month</strong>"),
            containsString("<strong>0.01 USD a call</strong>"),
            containsString("<dt>1,000 calls a month</dt>"),
            containsString("then 402 QUOTA_EXHAUSTED"),
            containsString("after the first payment"),
            containsString("<span class=\"path\">/cities</span>"),
            containsString("href=\"/acme/subscribe/weather?plan=pro\"")));
    check(anonymous(), "/acme/products/none", 404, containsString("Nothing here"));
  }

  @Test
  void a_free_plan_is_three_clicks_and_a_name_away_from_the_first_call() {
    RequestSpecification eve = developer("eve-shop", "owner");
    check(
        eve,
        "/acme/subscribe/weather?plan=free&tenant=eve-shop",
        200,
        allOf(
            containsString("A new application"),
            containsString("Calls pass at once."),
            containsString("Nothing is due now.")));
    Response asked = subscribe(eve, "eve-shop", "free", "new", "Büro & Lager");
    assertEquals(303, asked.statusCode(), asked.body().asString());
    String next = asked.header("Location");
    check(
        eve,
        path(next),
        200,
        allOf(
            containsString("Büro &amp; Lager is subscribed to Weather, Free: active."),
            containsString("/acme/weather/cities"),
            containsString("/acme/keys?tenant=eve-shop")));
    assertEquals(
        "buro-lager",
        cast.one(
            "select a.slug from application a join tenant t on t.id = a.tenant_id"
                + " where t.slug = 'eve-shop'"));
    assertEquals(
        "2",
        cast.one(
            "select count(*) from audit a join tenant t on t.id = a.tenant_id where t.slug ="
                + " 'eve-shop' and a.action in ('application.created', 'subscription.requested')"));
  }

  @Test
  void a_plan_with_a_fee_leads_to_the_till_and_one_with_a_process_to_the_request() {
    RequestSpecification fay = developer("fay-shop", "owner");
    assertEquals(303, subscribe(fay, "fay-shop", "pro", "new", "Shop").statusCode());
    String application =
        cast.one(
            "select a.id from application a join tenant t on t.id = a.tenant_id"
                + " where t.slug = 'fay-shop'");
    Response again = subscribe(fay, "fay-shop", "credits", application, "");
    assertEquals(409, again.statusCode());
    again.then().body(containsString("already"));
    subscribe(fay, "fay-shop", "pro", "new", "Second")
        .then()
        .header("Location", startsWith(portal + "/acme/pay?tenant=fay-shop&subscription="));
    check(
        fay,
        "/acme/subscribe/weather?plan=partner&tenant=fay-shop",
        200,
        allOf(
            containsString("Somebody of Acme Weather approves it."),
            containsString("Send the request"),
            containsString("has a subscription to Weather already: awaiting payment")));
    Response request = subscribe(fay, "fay-shop", "partner", "new", "Third");
    assertEquals(303, request.statusCode());
    check(fay, path(request.header("Location")), 200, containsString("waiting for approval"));
  }

  @Test
  void a_form_that_cannot_be_taken_says_why_and_keeps_what_was_written() {
    RequestSpecification guy = developer("guy-shop", "owner");
    subscribe(guy, "guy-shop", "free", "new", "77")
        .then()
        .statusCode(422)
        .body(
            allOf(
                containsString("<a href=\"#name\">Write a name"), containsString("value=\"77\"")));
    subscribe(guy, "guy-shop", "free", "another", "")
        .then()
        .statusCode(422)
        .body(containsString("Choose an application"));
    subscribe(guy, "guy-shop", "no-such-plan", "new", "Shop").then().statusCode(404);
    subscribe(guy, "globex", "free", "new", "Shop").then().statusCode(404);
  }

  @Test
  void who_may_not_ask_is_told_who_can() {
    RequestSpecification viewer = developer("hal-shop", "viewer");
    check(
        viewer,
        "/acme/subscribe/weather?plan=free&tenant=hal-shop",
        200,
        allOf(
            containsString("Your role may not ask"),
            not(containsString("<button class=\"button primary\""))));
    subscribe(viewer, "hal-shop", "free", "new", "Shop").then().statusCode(403);
    given()
        .redirects()
        .follow(false)
        .get("/acme/subscribe/weather?plan=free")
        .then()
        .statusCode(303)
        .header("Location", containsString("/login?to="));
  }

  @Test
  @Tag("R152")
  @Tag("R151")
  void what_to_do_about_each_status_is_said_before_it_happens() {
    check(
        anonymous(),
        "/acme/start",
        200,
        allOf(
            containsString("pay, add credit or choose a larger plan there"),
            containsString("check the key’s scope"),
            containsString("check the URL"),
            containsString("check your logs"),
            containsString("If the free allowance is used up")));
  }

  @Test
  void a_call_is_found_again_with_the_path_of_its_decision() throws Exception {
    Buyer buyer = shop.buyer("ida-shop", "credits");
    HttpResponse<String> refused = shop.call(Shop.FORECAST, buyer.key());
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    while (refused.statusCode() == 401 && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(50_000_000);
      refused = shop.call(Shop.FORECAST, buyer.key());
    }
    assertEquals(402, refused.statusCode());
    String id = refused.headers().firstValue("X-Request-Id").orElseThrow();
    RequestSpecification ida = loggedIn("ida-shop@example.com");
    eventually(ida, "/acme/calls?tenant=ida-shop&answer=refused", containsString(id));
    check(
        ida,
        "/acme/calls?tenant=ida-shop&answer=served",
        200,
        allOf(containsString("No call matches"), not(containsString(id))));
    check(
        ida,
        "/acme/calls/" + id + "?tenant=ida-shop",
        200,
        allOf(
            containsString("INSUFFICIENT_CREDITS"),
            containsString("<span class=\"badge bad\">refused</span>"),
            containsString("/acme/resolve/den_"),
            containsString("/acme/support?tenant=ida-shop&amp;denial=den_")));
    check(
        loggedIn("gwen@globex.example"),
        "/acme/calls/" + id + "?tenant=globex",
        404,
        containsString("Nothing here"));
  }

  @Test
  void a_german_browser_reads_german_and_a_choice_goes_before_it() {
    RequestSpecification german = anonymous().header("Accept-Language", "de-DE,de;q=0.9");
    german
        .get("/acme/products/weather")
        .then()
        .body(
            allOf(
                containsString("<html lang=\"de\""),
                containsString("<strong>49,00 USD im Monat</strong>"),
                containsString("1.000 Aufrufe im Monat"),
                containsString("Pro wählen")));
    Response chosen =
        given()
            .redirects()
            .follow(false)
            .header("Origin", portal)
            .header("Accept-Language", "de")
            .formParam("language", "en")
            .formParam("theme", "dark")
            .formParam("zone", "Europe/Berlin")
            .formParam("to", "/acme")
            .post("/view");
    chosen.then().statusCode(303).header("Location", matchesPattern(".*/acme$"));
    given()
        .header("Accept-Language", "de")
        .cookies(chosen.cookies())
        .get("/acme")
        .then()
        .body(containsString("<html lang=\"en\" data-theme=\"dark\""));
    given()
        .header("Origin", portal)
        .formParam("zone", "Atlantis")
        .post("/view")
        .then()
        .statusCode(422)
        .body(containsString("Choose a zone"));
  }

  /** Until the log is written. */
  private static void eventually(RequestSpecification who, String page, Matcher<String> expected) {
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    while (!expected.matches(given().spec(who).get(page).body().asString())
        && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(50_000_000);
    }
    check(who, page, 200, expected);
  }

  private RequestSpecification developer(String slug, String role) {
    TenantId tenant = cast.tenant(slug, false);
    return loggedIn(cast.member(tenant, slug, role));
  }

  private Response subscribe(
      RequestSpecification who, String tenant, String plan, String application, String name) {
    return given()
        .spec(who)
        .header("Origin", portal)
        .redirects()
        .follow(false)
        .formParam("tenant", tenant)
        .formParam("plan", plan)
        .formParam("application", application)
        .formParam("name", name)
        .post("/acme/subscribe/weather");
  }

  private String path(String location) {
    return location.replaceFirst("^https?://[^/]+", "");
  }

  private static void check(
      RequestSpecification who, String page, int status, Matcher<String> expected) {
    given().spec(who).get(page).then().statusCode(status).body(expected);
  }

  private static RequestSpecification anonymous() {
    return given().header("Accept", HTML);
  }

  private RequestSpecification loggedIn(String email) {
    Map<String, String> session =
        new HashMap<>(
            given()
                .redirects()
                .follow(false)
                .header("Origin", portal)
                .formParam("email", email)
                .formParam(
                    "password", email.endsWith("globex.example") ? Samples.PASSWORD : PASSWORD)
                .post("/login")
                .cookies());
    return given().header("Accept", HTML).cookies(session);
  }
}
