package dev.turnpike.backend.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.gateway.GatewayPort;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a 402 over its link and a payment back to 200, as a browser without scripts walks it. */
@QuarkusTest
class ResolveLoopTest {
  private static final Pattern PAYMENT_LINK = Pattern.compile("<([^>]*)>; rel=\"?payment\"?");
  private static final Pattern FORM_KEY = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
  private static final String CALL = "/acme/weather/forecast/oslo";

  @Inject Cast cast;
  @Inject Keys keys;
  @Inject Subscriptions subscriptions;
  @Inject GatewayPort gateway;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  /** A consumer of acme's weather with an empty wallet, a payer and a developer. */
  private record Consumer(String payer, String developer, String key) {}

  private Consumer drained(String slug) {
    TenantId tenant = cast.tenant(slug, false);
    String payer = cast.member(tenant, slug + "-bea", "owner", "billing");
    String developer = cast.member(tenant, slug + "-dev", "developer");
    Acting acting = cast.acting(payer, slug);
    ApplicationId application = cast.application(acting, "shop");
    Cast.await(
        () ->
            subscriptions.request(
                acting, new PlanChoice(application, "acme", "weather", "credits", Mode.TEST)));
    String key =
        Cast.await(() -> keys.issue(acting, application, "main", Mode.TEST)).orElseThrow().text();
    return new Consumer(payer, developer, key);
  }

  @Test
  @Tag("R35")
  void a_402_leads_to_the_page_that_fixes_it_and_the_same_call_passes() {
    Consumer consumer = drained("loop-pays");
    String page = link(refused(consumer.key()));

    anonymous().get(page).then().statusCode(303).header("Location", containsString("/login?to="));
    RequestSpecification payer = loggedIn(consumer.payer());
    String shown =
        payer
            .get(page)
            .then()
            .statusCode(200)
            .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
            .body(
                allOf(
                    containsString(CALL),
                    containsString("<dd>0.01 USD</dd>"),
                    containsString("name=\"amount\" type=\"text\" value=\"10.00\"")))
            .extract()
            .asString();

    declinedCardsSayWhy(consumer, page);

    String form = formKey(shown);
    for (int sentTwice = 0; sentTwice < 2; sentTwice++) {
      pay(consumer.payer(), page, form, "10.00", "sbx_accepted")
          .then()
          .statusCode(303)
          .header("Location", endsWith(URI.create(page).getPath()));
    }
    assertEquals(200, callUntil(consumer.key(), 200).statusCode());
    loggedIn(consumer.payer())
        .get(page)
        .then()
        .body(
            allOf(
                containsString("id=\"paid\""),
                // The call's own cent is in the books a fifth of a second later.
                anyOf(
                    containsString("the wallet now holds 10.00 USD"),
                    containsString("the wallet now holds 9.99 USD")),
                containsString("Try it again"),
                not(containsString("name=\"card\""))));
    origin(loggedIn(consumer.payer()))
        .post(page + "/retry")
        .then()
        .statusCode(200)
        .body(allOf(containsString("Answered 200"), containsString("s after the payment")));
  }

  private void declinedCardsSayWhy(Consumer consumer, String page) {
    pay(consumer.payer(), page, "a", "10.00", "sbx_insufficient_funds").then().statusCode(303);
    shows(consumer.payer(), page, "not enough money on it");
    pay(consumer.payer(), page, "b", "10.00", "sbx_expired_card").then().statusCode(303);
    shows(consumer.payer(), page, "The card has expired");
    pay(consumer.payer(), page, "c", "ten", "sbx_accepted")
        .then()
        .statusCode(422)
        .body(allOf(containsString("value=\"ten\""), containsString("Write an amount")));
    pay(consumer.payer(), page, "d", "10.00", "no-card").then().statusCode(422);
  }

  @Test
  void a_card_that_asks_is_confirmed_on_a_page_of_its_own() {
    Consumer consumer = drained("loop-confirms");
    String page = link(refused(consumer.key()));
    String confirmation =
        pay(consumer.payer(), page, "a", "10.00", "sbx_confirm")
            .then()
            .statusCode(303)
            .header("Location", endsWith("/confirmation"))
            .extract()
            .header("Location");
    loggedIn(consumer.payer())
        .get(confirmation)
        .then()
        .statusCode(200)
        .body(allOf(containsString("Acme Weather"), containsString("10.00")));
    shows(consumer.payer(), page, "wants you to confirm");
    origin(loggedIn(consumer.payer()))
        .formParam("answer", "confirm")
        .post(confirmation)
        .then()
        .statusCode(303);
    shows(consumer.payer(), page, "the wallet now holds 10.00 USD");
  }

  @Test
  void credit_is_added_before_anything_is_refused() {
    Consumer consumer = drained("loop-ahead");
    String page = portal + "/acme/pay?tenant=loop-ahead";
    shows(consumer.payer(), page, "Add credit");
    shows(consumer.developer(), page, "loop-ahead-bea@example.com");
    String after =
        origin(loggedIn(consumer.payer()))
            .formParam("tenant", "loop-ahead")
            .formParam("amount", "25")
            .formParam("card", "sbx_accepted")
            .post("/acme/pay")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    shows(consumer.payer(), after, "the wallet now holds 25.00 USD");
    shows(consumer.payer(), portal + "/acme/home?tenant=loop-ahead", "Everything works");
  }

  @Test
  void only_the_consumers_own_people_see_it_and_only_some_may_pay() {
    Consumer consumer = drained("loop-asks");
    Consumer stranger = drained("loop-stranger");
    String page = link(refused(consumer.key()));
    loggedIn(stranger.payer()).get(page).then().statusCode(404);
    loggedIn(stranger.payer()).get("/acme/resolve/den_unknown").then().statusCode(404);
    loggedIn(consumer.payer()).get(page.replace("/acme/", "/globex/")).then().statusCode(404);
    loggedIn(consumer.developer())
        .get(page)
        .then()
        .statusCode(200)
        .body(allOf(containsString("loop-asks-bea@example.com"), not(containsString("card\""))));
    pay(consumer.developer(), page, "x", "10.00", "sbx_accepted").then().statusCode(403);
  }

  private Response refused(String key) {
    Response refused = callUntil(key, 402);
    assertEquals(402, refused.statusCode(), refused.asString());
    assertEquals("INSUFFICIENT_CREDITS", refused.jsonPath().getString("code"));
    return refused;
  }

  /** Configuration is in force on every node within a second. */
  private Response callUntil(String key, int status) {
    Response answer = null;
    for (int i = 0; i < 40 && (answer == null || answer.statusCode() != status); i++) {
      if (answer != null) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      answer =
          given()
              .header("Authorization", "Bearer " + key)
              .get("http://127.0.0.1:" + gateway.number() + CALL);
    }
    return Optional.ofNullable(answer).orElseThrow();
  }

  private static String link(Response refused) {
    Matcher link = PAYMENT_LINK.matcher(refused.header("Link"));
    assertTrue(link.find(), refused.header("Link"));
    return link.group(1);
  }

  private static String formKey(String html) {
    Matcher found = FORM_KEY.matcher(html);
    assertTrue(found.find(), "no form");
    return found.group(1);
  }

  private void shows(String person, String page, String text) {
    loggedIn(person).get(page).then().statusCode(200).body(containsString(text));
  }

  private Response pay(String person, String page, String form, String amount, String card) {
    return origin(loggedIn(person))
        .formParam("amount", amount)
        .formParam("card", card)
        .formParam("form", form)
        .post(page + "/payments");
  }

  private RequestSpecification origin(RequestSpecification request) {
    return request.header("Origin", portal);
  }

  private static RequestSpecification anonymous() {
    return given().redirects().follow(false).accept("text/html");
  }

  private RequestSpecification loggedIn(String email) {
    Response answer =
        origin(anonymous())
            .formParam("email", email)
            .formParam("password", Cast.PASSWORD)
            .formParam("to", "/acme")
            .post("/login");
    assertEquals(303, answer.statusCode(), answer.asString());
    return anonymous().cookies(answer.cookies());
  }
}
