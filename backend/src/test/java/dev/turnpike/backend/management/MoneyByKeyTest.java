package dev.turnpike.backend.management;

import static dev.turnpike.backend.management.Manage.anonymous;
import static dev.turnpike.backend.management.Manage.as;
import static dev.turnpike.backend.management.Manage.json;
import static dev.turnpike.backend.management.Manage.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.boot.demo.Demo;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Credential;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What an application may do with its own key: know its state, buy credit, ask what a call gets.
 */
@QuarkusTest
class MoneyByKeyTest {
  @Inject Cast cast;
  @Inject Demo demo;

  private static Map<String, String> topUp(String amount, String card) {
    return Map.of("amount", amount, "currency", "USD", "payment_method", card);
  }

  private static ValidatableResponse buy(Customer customer, Map<String, ?> wish) {
    return json(with(customer.key()), wish).post("/top-ups").then();
  }

  private static String available(Customer customer) {
    return with(customer.key()).get("/billing/state").path("subscriptions[0].available.amount");
  }

  @Test
  void credit_bought_by_key_is_there_at_once_and_once() {
    Customer customer = Customer.of(cast, "mgmt-buyer", "credits");
    assertEquals("0.00", available(customer));
    for (int i = 0; i < 2; i++) {
      json(
              with(customer.key()).header("Idempotency-Key", "order-1"),
              topUp("25.00", "sbx_accepted"))
          .post("/top-ups")
          .then()
          .statusCode(201)
          .body("amount.amount", equalTo("25.00"))
          .body("balance.amount", equalTo("25.00"))
          .body("publisher", equalTo("acme"));
    }
    json(with(customer.key()).header("Idempotency-Key", "order-1"), topUp("26.00", "sbx_accepted"))
        .post("/top-ups")
        .then()
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_MISMATCH"));
    assertEquals("25.00", available(customer));
    String wallet = customer.asOwner().get(customer.path("/wallets")).path("items[0].id");
    customer
        .asOwner()
        .get(customer.path("/wallets/" + wallet + "/entries"))
        .then()
        .statusCode(200)
        .body("items[0].kind", equalTo("top-up"))
        .body("items[0].balance.amount", equalTo("25.00"));
  }

  @Test
  @Tag("R88")
  @Tag("R38")
  void a_declined_card_is_402_with_the_reason() {
    Customer customer = Customer.of(cast, "mgmt-declined", "credits");
    buy(customer, topUp("5.00", "sbx_insufficient_funds"))
        .statusCode(402)
        .contentType("application/problem+json")
        .body("code", equalTo("PAYMENT_DECLINED"))
        .body("payment.reason", equalTo("insufficient_funds"))
        .body("method_may_succeed_later", equalTo(true));
    buy(customer, topUp("5.00", "sbx_expired_card"))
        .statusCode(402)
        .body("payment.reason", equalTo("expired_card"))
        .body("actions.rel", hasItem("update-payment-method"));
    buy(customer, topUp("5.00", "sbx_confirm"))
        .statusCode(402)
        .body("code", equalTo("PAYMENT_ACTION_REQUIRED"));
    assertEquals("0.00", available(customer));
  }

  @Test
  @Tag("R9")
  void malformed_payment_details_are_400_and_name_the_field() {
    Customer customer = Customer.of(cast, "mgmt-malformed", "credits");
    Map<String, Map<String, String>> wrong = new HashMap<>();
    wrong.put("/amount", topUp("a lot", "sbx_accepted"));
    wrong.put("/payment_method", topUp("5.00", "4242 4242 4242 4242"));
    wrong.put(
        "/currency", Map.of("amount", "5.00", "currency", "$", "payment_method", "sbx_accepted"));
    wrong.forEach(
        (pointer, wish) ->
            buy(customer, wish)
                .statusCode(400)
                .body("code", equalTo("REQUEST_INVALID"))
                .body("errors[0].pointer", equalTo(pointer)));
    buy(customer, topUp("0.001", "sbx_accepted")).statusCode(400);
    buy(customer, topUp("-5.00", "sbx_accepted")).statusCode(400);
    buy(customer, Map.of("amount", "5.00", "currency", "USD"))
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/payment_method"));
    assertEquals("0.00", available(customer));
  }

  @Test
  @Tag("R18")
  void a_processor_that_is_down_or_silent_is_503_and_never_402() {
    Customer customer = Customer.of(cast, "mgmt-outage", "credits");
    for (String card : new String[] {"sbx_outage", "sbx_silent"}) {
      buy(customer, topUp("5.00", card))
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("code", equalTo("BILLING_UNAVAILABLE"));
    }
    assertEquals("0.00", available(customer));
  }

  @Test
  void only_a_good_key_buys() {
    json(anonymous(), topUp("5.00", "sbx_accepted"))
        .post("/top-ups")
        .then()
        .statusCode(401)
        .body("code", equalTo("CREDENTIAL_MISSING"));
    json(with("tp_test_wrong"), topUp("5.00", "sbx_accepted"))
        .post("/top-ups")
        .then()
        .statusCode(401)
        .body("code", equalTo("CREDENTIAL_INVALID"));
    json(with(demo.key("globex", "revoked")), topUp("5.00", "sbx_accepted"))
        .post("/top-ups")
        .then()
        .statusCode(401)
        .body("code", equalTo("CREDENTIAL_REVOKED"));
    json(
            with(demo.key("globex", "good")).header("Authorization", "Bearer something-else"),
            topUp("5.00", "sbx_accepted"))
        .post("/top-ups")
        .then()
        .statusCode(400)
        .body("code", equalTo("CREDENTIAL_AMBIGUOUS"));
  }

  @Test
  void an_application_that_is_behind_is_told_so_with_200() {
    with(demo.key("initech", "overdue"))
        .get("/billing/state")
        .then()
        .statusCode(200)
        .body("tenant", equalTo("initech"))
        .body("subscriptions[0].state", equalTo("suspended"))
        .body("subscriptions[0].due.amount", equalTo("49.00"));
  }

  private static ValidatableResponse explain(String key, String method, String path) {
    return json(with(key), Map.of("method", method, "path", path)).post("/explain").then();
  }

  @Test
  void a_key_explains_itself_as_the_gateway_would_answer() {
    explain(demo.key("globex", "good"), "GET", "/acme/weather/forecast/berlin")
        .statusCode(200)
        .body("decision", equalTo("allow"))
        .body("trace.step", hasItems("resolve", "identify", "reserve"));
    explain(demo.key("initech", "overdue"), "GET", "/acme/weather/forecast/berlin")
        .statusCode(200)
        .body("decision", equalTo("deny"))
        .body("status", equalTo(402))
        .body("code", equalTo("PAYMENT_OVERDUE"))
        .body("problem.code", equalTo("PAYMENT_OVERDUE"))
        .body("problem.actions.rel", hasItem("pay-invoice"))
        .body("problem.actions[0].href", containsString("/acme/resolve/den_"));
    explain(demo.key("globex", "pending"), "GET", "/acme/weather/forecast/berlin")
        .body("code", equalTo("SUBSCRIPTION_PENDING_APPROVAL"));
    explain(demo.key("globex", "good"), "GET", "/acme/nothing").body("status", equalTo(404));
    explain(demo.key("globex", "good"), "PUT", "/acme/weather/cities")
        .body("code", equalTo("METHOD_NOT_ALLOWED"));
    explain(demo.key("globex", "good"), "GET", "/acme/weather/%2e%2e%2f")
        .body("code", equalTo("REQUEST_MALFORMED"));
    explain("tp_test_wrong", "GET", "/acme/weather/cities").statusCode(401);
  }

  @Test
  void explaining_charges_nothing() {
    Customer customer = Customer.of(cast, "mgmt-explain", "credits");
    explain(customer.key(), "GET", "/acme/weather/cities")
        .body("code", equalTo("INSUFFICIENT_CREDITS"))
        .body("problem.balance.required", equalTo("0.01"));
    buy(customer, topUp("1.00", "sbx_accepted")).statusCode(201);
    for (int i = 0; i < 3; i++) {
      explain(customer.key(), "GET", "/acme/weather/cities")
          .body("decision", equalTo("allow"))
          .body("price.amount", equalTo("0.01"));
    }
    assertEquals("1.00", available(customer));
  }

  @Test
  void people_explain_keys_of_their_own_tenant_and_calls_to_their_own_apis_only() {
    String overdue = id(demo.key("initech", "overdue"));
    Map<String, String> question =
        Map.of("method", "GET", "path", "/acme/weather/cities", "key", overdue);
    json(as("milton@initech.example"), question)
        .post("/explain")
        .then()
        .statusCode(200)
        .body("code", equalTo("PAYMENT_OVERDUE"));
    json(as("olivia@acme.example"), question)
        .post("/explain")
        .then()
        .statusCode(200)
        .body("code", equalTo("PAYMENT_OVERDUE"));
    json(as("gwen@globex.example"), question)
        .post("/explain")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/key"));
    json(anonymous(), question).post("/explain").then().statusCode(401);
    json(as("gwen@globex.example"), Map.of("method", "GET", "path", "/acme/weather/cities"))
        .post("/explain")
        .then()
        .body("code", startsWith("CREDENTIAL_MISSING"));
  }

  private static String id(String key) {
    return ((Credential.ApiKey) ApiKeys.parse(key)).id();
  }
}
