package dev.turnpike.backend.management;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A subscription's time through the management API, and what the gateway makes of it. */
@QuarkusTest
class SubscriptionTimesTest {
  @Inject Shop shop;
  @Inject Cast cast;

  private Buyer buyer;
  private String slug;

  @Test
  @Tag("R45")
  @Tag("R46")
  void subscription_and_account_tell_status_dates_and_card() throws Exception {
    paid("times-told");
    subscription()
        .body("status", equalTo("active"))
        .body("start_date", notNullValue())
        .body("end_date", nullValue())
        .body("payment_method_id", notNullValue())
        .body("period.number", equalTo(1));
    Manage.as("olivia@acme.example")
        .get("/tenants/acme/accounts/" + buyer.account().id())
        .then()
        .statusCode(200)
        .body("subscriptions.subscription_id", hasItem(buyer.subscription().toString()))
        .body("payment_status", equalTo("current"));
  }

  @Test
  @Tag("R47")
  @Tag("R48")
  @Tag("R49")
  @Tag("R53")
  @Tag("R57")
  @Tag("R59")
  void canceled_and_expired_are_402_renewed_is_200_and_the_key_stays() throws Exception {
    asked("times-renewed");
    becomes(402, "AWAITING_PAYMENT");
    pays();
    becomes(200, null);

    command("/cancellation", Map.of("when", "period_end"))
        .body("state.until", notNullValue())
        .body("end_date", notNullValue());
    becomes(200, null);
    as().delete(path("/cancellation")).then().statusCode(200).body("end_date", nullValue());
    command("/cancellation", Map.of("when", "period_end"));
    moves("P1M").body("done", greaterThanOrEqualTo(1));
    becomes(402, "SUBSCRIPTION_CANCELED");

    command("/renewal", Map.of()).body("state.name", equalTo("awaiting_payment"));
    becomes(402, "AWAITING_PAYMENT");
    pays();
    becomes(200, null);

    as().delete(path("/renewal/automatic")).then().statusCode(200).body("renews", equalTo(false));
    moves("P1M");
    becomes(402, "SUBSCRIPTION_EXPIRED");
    command("/renewal", Map.of());
    pays();
    becomes(200, null);

    as().delete(path("/renewal/automatic")).then().statusCode(200);
    Manage.json(as(), Map.of()).post(path("/renewal/automatic")).then().statusCode(200);
    moves("P1M");
    becomes(200, null);
    subscription().body("period.number", equalTo(2));
  }

  @Test
  @Tag("R52")
  void a_pause_is_a_402_of_its_own_and_ends_at_once() throws Exception {
    paid("times-paused");
    becomes(200, null);
    command("/pause", Map.of("reason", "holidays"));
    becomes(402, "SUBSCRIPTION_PAUSED");
    as().delete(path("/pause")).then().statusCode(200);
    becomes(200, null);
  }

  @Test
  @Tag("R54")
  @Tag("R50")
  void a_new_card_pays_what_is_open_and_restores_access() throws Exception {
    paid("times-card");
    String cards = "/tenants/" + slug + "/accounts/" + buyer.account().id() + "/payment-methods";
    String id = as().get(cards).then().statusCode(200).extract().path("items[0].id");
    as().delete(cards + "/" + id).then().statusCode(200).body("items.size()", equalTo(0));
    moves("P40D");
    becomes(402, "PAYMENT_METHOD_REQUIRED");
    Manage.json(as(), Map.of("token", "sbx_accepted"))
        .post(cards)
        .then()
        .statusCode(200)
        .body("items[0].main", equalTo(true));
    becomes(200, null);
    Manage.json(as(), Map.of("token", "4242424242424242")).post(cards).then().statusCode(400);
  }

  @Test
  void an_upgrade_is_charged_as_shown_and_a_downgrade_waits() throws Exception {
    paid("times-plans");
    String larger = "times-larger";
    cast.plan(
        new dev.turnpike.tenants.kernel.TenantId(
            java.util.UUID.fromString(cast.one("select id from tenant where slug = 'acme'"))),
        "weather",
        larger,
        "{\"billing\":\"postpaid\",\"currency\":\"USD\",\"recurring_fee\":\"98.00\"}");
    cast.sql("update plan set position = 99 where slug = ?", larger);
    moves("P10D");
    ValidatableResponse preview =
        as().get(path("/plan-change?plan=" + larger))
            .then()
            .statusCode(200)
            .body("at_once", equalTo(true))
            .body("hindrance", nullValue());
    String asOf = preview.extract().path("as_of");
    String due = preview.extract().path("due_now.amount");
    command("/plan-change", Map.of("plan", larger, "as_of", asOf))
        .body("plan", equalTo(larger))
        .body("state.name", equalTo("active"));
    long asked =
        Long.parseLong(
            cast.one(
                "select total from invoice where subscription_id = ? order by id desc limit 1",
                buyer.subscription().value()));
    long shown = new java.math.BigDecimal(due).movePointRight(6).longValue();
    assertTrue(Math.abs(asked - shown) <= 10_000, asked + " asked, " + shown + " shown");
    becomes(200, null);

    command("/plan-change", Map.of("plan", "pro"))
        .body("plan", equalTo(larger))
        .body("next_plan", equalTo("Pro"));
    as().delete(path("/plan-change")).then().statusCode(200).body("next_plan", nullValue());
    command("/plan-change", Map.of("plan", "pro"));
    moves("P1M");
    subscription().body("plan", equalTo("pro")).body("period.number", equalTo(1));
    becomes(200, null);
    cast.sql("update plan set on_sale = false where slug = ?", larger);
  }

  @Test
  void the_clock_goes_forward_only_and_only_on_test_accounts() throws Exception {
    paid("times-clock");
    Manage.json(as(), Map.of("to", "2020-01-01T00:00:00Z"))
        .post(clock())
        .then()
        .statusCode(400)
        .body("detail", notNullValue());
    Manage.json(as(), Map.of("by", "P900D")).post(clock()).then().statusCode(400);
    Manage.json(as(), Map.of()).post(clock()).then().statusCode(400);
    Manage.json(Manage.as("ines@initech.example"), Map.of("by", "P1D"))
        .post(clock())
        .then()
        .statusCode(404);
    cast.sql("update account set mode = 'live' where id = ?", buyer.account().id().value());
    Manage.json(as(), Map.of("by", "P1D"))
        .post(clock())
        .then()
        .statusCode(409)
        .body("detail", containsString("live account"));
  }

  private void asked(String name) {
    slug = name;
    buyer = shop.buyer(name, "pro");
  }

  private void paid(String name) throws Exception {
    asked(name);
    pays();
    becomes(200, null);
  }

  private void pays() {
    assertInstanceOf(Paid.Done.class, shop.pay(buyer, new Order.First(buyer.subscription())));
  }

  private RequestSpecification as() {
    return Manage.as(slug + "@example.com", Cast.PASSWORD);
  }

  private String path(String rest) {
    return "/tenants/" + slug + "/subscriptions/" + buyer.subscription() + rest;
  }

  private String clock() {
    return "/tenants/" + slug + "/accounts/" + buyer.account().id() + "/clock";
  }

  private ValidatableResponse subscription() {
    return as().get(path("")).then().statusCode(200);
  }

  private ValidatableResponse command(String rest, Map<String, ?> body) {
    return Manage.json(as(), body).post(path(rest)).then().statusCode(200);
  }

  private ValidatableResponse moves(String by) {
    return Manage.json(as(), Map.of("by", by)).post(clock()).then().statusCode(200);
  }

  private void becomes(int status, String code) throws Exception {
    HttpResponse<String> answer = shop.call(Shop.FORECAST, buyer.key());
    for (int i = 0; i < 60 && !is(answer, status, code); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = shop.call(Shop.FORECAST, buyer.key());
    }
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(is(answer, status, code), answer.body());
  }

  private static boolean is(HttpResponse<String> answer, int status, String code) {
    return answer.statusCode() == status
        && (code == null || answer.body().contains("\"code\":\"" + code + "\""));
  }
}
