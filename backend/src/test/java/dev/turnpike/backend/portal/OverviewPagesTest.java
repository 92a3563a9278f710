package dev.turnpike.backend.portal;

import static dev.turnpike.backend.people.Cast.PASSWORD;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a consumer sees of its state, and that it can put right alone what is wrong. */
@QuarkusTest
class OverviewPagesTest {
  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Inject Cast cast;
  @Inject Shop shop;

  @Test
  @Tag("R134")
  @Tag("R136")
  @Tag("R144")
  void plan_status_limits_and_usage_stand_beside_payments_and_keys() throws Exception {
    Buyer buyer = shop.buyer("see-all", "free");
    served(buyer);
    shop.topUp(buyer, "10");
    eventually(
        "see-all",
        "/acme/home",
        allOf(
            containsString("Weather · Free"),
            containsString(">active<"),
            containsString("1 of 1,000 calls"),
            containsString("resets "),
            containsString("10.00 USD <span class=\"soft\">credit</span>"),
            containsString("paid and applied"),
            containsString("tp_test_" + buyer.keyId())));
    check("see-all", "/home/see-all/usage", containsString("of 1,000"));
  }

  @Test
  @Tag("R135")
  void a_subscription_is_told_active_expired_or_canceled() {
    Buyer buyer = shop.buyer("see-ends", "free");
    check("see-ends", "/acme/home", containsString("<span class=\"badge good\">active</span>"));
    for (String reason : new String[] {"expired", "canceled"}) {
      cast.sql(
          "update subscription set state = 'ended', version = version + 1, facts ="
              + " jsonb_build_object('reason', cast(? as text)) where id = ?",
          reason,
          buyer.subscription().value());
      check("see-ends", "/acme/home", containsString("<span class=\"badge \">" + reason));
    }
  }

  @Test
  @Tag("R137")
  void cards_are_told_current_or_expired_and_can_be_changed() {
    Buyer buyer = shop.buyer("see-cards", "pro");
    check("see-cards", "/acme/payments", containsString("No card yet"));
    card("see-cards", "card", "sbx_accepted");
    card("see-cards", "card", "sbx_expires_soon");
    check(
        "see-cards",
        "/acme/payments",
        allOf(containsString("visa •••• 4242"), containsString("current, good until")));
    cast.sql(
        "update payment_method set expires_year = 2020 where main and account_id = ?",
        buyer.account().id().value());
    check(
        "see-cards", "/acme/payments", containsString("<span class=\"badge bad\">expired</span>"));
    check("see-cards", "/acme/home", containsString("visa •••• 1881 has expired"));
    String other =
        cast.one(
            "select id from payment_method where not main and account_id = ?",
            buyer.account().id().value());
    card("see-cards", "main", other);
    check("see-cards", "/acme/home", not(containsString("has expired")));
    card("see-cards", "remove", other);
    check("see-cards", "/acme/payments", not(containsString("<strong>visa •••• 4242</strong>")));
  }

  @Test
  @Tag("R138")
  @Tag("R139")
  void failed_charges_have_their_reason_and_paid_ones_are_applied() {
    Buyer buyer = shop.buyer("see-pays", "credits");
    pay("see-pays", "sbx_insufficient_funds");
    check(
        "see-pays",
        "/acme/payments",
        allOf(
            containsString("<span class=\"badge bad\">declined</span>"),
            containsString("Not enough money on the card"),
            not(containsString("paid and applied"))));
    pay("see-pays", "sbx_accepted");
    check(
        "see-pays",
        "/acme/payments",
        allOf(
            containsString("<span class=\"badge good\">paid and applied</span>"),
            containsString("visa •••• 4242")));
    assertEquals(
        "10000000",
        cast.one("select posted from wallet where account_id = ?", buyer.account().id().value()));
  }

  @Test
  @Tag("R140")
  void keys_are_told_valid_expired_or_revoked() {
    Buyer buyer = shop.buyer("see-keys", "free");
    check("see-keys", "/acme/home", containsString("<span class=\"badge good\">valid</span>"));
    cast.sql(
        "update api_key set expires_at = now() - interval '1 minute' where id = ?", buyer.keyId());
    check("see-keys", "/acme/home", containsString("<span class=\"badge bad\">expired</span>"));
    cast.sql("update api_key set revoked_at = now() where id = ?", buyer.keyId());
    check("see-keys", "/acme/home", containsString("<span class=\"badge bad\">revoked</span>"));
  }

  @Test
  @Tag("R141")
  @Tag("R151")
  void who_has_used_up_the_free_calls_is_led_to_a_plan_and_calls_again() throws Exception {
    Buyer buyer = shop.buyer("see-more", "free");
    served(buyer);
    cast.sql(
        "update counter set used = 1000 where subscription_id = ?", buyer.subscription().value());
    eventually(
        "see-more",
        "/acme/home",
        allOf(
            containsString("App shop has used up its monthly limit"),
            containsString(
                "href=\"/acme/subscriptions/"
                    + buyer.subscription()
                    + "?tenant=see-more#change-plan\">See larger plans")));
    check(
        "see-more",
        "/acme/subscriptions/" + buyer.subscription(),
        allOf(containsString("id=\"change-plan\""), containsString("id=\"add-card\"")));
    card("see-more", "card", "sbx_accepted");
    check("see-more", "/acme/pay", containsString("name=\"amount\""));
  }

  /** Calls until the gateway has heard of the new key. */
  private void served(Buyer buyer) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(10));
    int status = shop.call(Shop.FORECAST, buyer.key()).statusCode();
    while (status == 401 && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(50_000_000);
      status = shop.call(Shop.FORECAST, buyer.key()).statusCode();
    }
    assertEquals(200, status);
  }

  private void card(String tenant, String field, String value) {
    post(tenant, "/acme/payments/cards", Map.of("tenant", tenant, field, value)).statusCode(303);
  }

  private void pay(String tenant, String card) {
    post(tenant, "/acme/pay", Map.of("tenant", tenant, "amount", "10.00", "card", card))
        .statusCode(lessThan(423));
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
