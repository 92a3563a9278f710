package dev.turnpike.backend.management;

import static dev.turnpike.backend.people.Cast.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A publisher finds out how each account stands, and who is in trouble or will be. */
@QuarkusTest
class AccountsTest {
  private static final String PLAN =
      "{\"billing\":\"prepaid\",\"currency\":\"USD\",\"request_price\":\"0.01\",\"limits\":"
          + "[{\"name\":\"monthly\",\"kind\":\"allowance\",\"quantity\":100,\"window\":\"month\"}]}";

  @Inject Cast cast;
  @Inject Ids ids;
  @Inject Subscriptions subscriptions;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private String own;
  private TenantId publisher;
  private String owner;

  @BeforeEach
  void make(TestInfo test) {
    own = "b" + Integer.toHexString(test.getDisplayName().hashCode());
    publisher = cast.tenant("acct-" + own, true);
    owner = cast.member(publisher, "acct-owner-" + own, "owner");
    cast.product(publisher, "tides", "public");
    cast.plan(publisher, "tides", "credits", PLAN);
  }

  private record Side(String slug, UUID account, UUID subscription, UUID wallet, Acting owner) {}

  @Test
  @Tag("R46")
  @Tag("R120")
  @Tag("R122")
  void each_account_says_how_its_payments_and_subscriptions_stand() {
    Side good = consumer("good");
    Side grace = consumer("grace");
    state(
        grace,
        "past_due",
        "{\"grace_until\":\"2099-01-05T00:00:00Z\",\"invoice\":\"" + invoice(grace) + "\"}");
    Side suspended = consumer("susp");
    state(
        suspended,
        "suspended",
        "{\"invoice\":\""
            + invoice(suspended)
            + "\",\"due\":\"49.00\",\"decline\":\"expired_card\"}");
    Side trial = consumer("trial");
    state(trial, "ended", "{\"reason\":\"trial_over\"}");

    account(good).body("payment_status", equalTo("current")).body("worries", empty());
    account(grace)
        .body("payment_status", equalTo("past_due"))
        .body("worries", hasItem("in-grace"))
        .body("overdue.invoices", equalTo(1))
        .body("overdue.total.amount", equalTo("49.00"))
        .body("subscriptions[0].subscription_id", equalTo(grace.subscription().toString()))
        .body("subscriptions[0].status", equalTo("past_due"))
        .body("subscriptions[0].until", equalTo("2099-01-05T00:00:00Z"));
    account(suspended)
        .body("payment_status", equalTo("suspended"))
        .body("subscriptions[0].status", equalTo("suspended"))
        .body("subscriptions[0].reason", equalTo("expired_card"));
    account(trial)
        .body("worries", hasItem("trial-ended"))
        .body("subscriptions[0].status", equalTo("ended"));

    // Accurate: what settles the debt changes the word.
    cast.sql(
        "update invoice set state = 'paid', paid_at = now() where account_id = ?", grace.account());
    state(grace, "active", "{\"since\":\"2026-01-01T00:00:00Z\"}");
    account(grace).body("payment_status", equalTo("current")).body("overdue", nullValue());
  }

  @Test
  @Tag("R79")
  @Tag("R125")
  void who_is_in_trouble_or_will_be_is_found_at_once() {
    consumer("good");
    Side grace = consumer("grace");
    state(
        grace,
        "past_due",
        "{\"grace_until\":\"2099-01-05T00:00:00Z\",\"invoice\":\"" + invoice(grace) + "\"}");
    Side trial = consumer("trial");
    state(trial, "ended", "{\"reason\":\"trial_over\"}");
    Side drain = consumer("drain");
    post(drain, "top-up", 10_000_000, "cash");
    post(drain, "usage", -8_000_000, "revenue");
    Side rich = consumer("rich");
    post(rich, "top-up", 900_000_000, "cash");
    post(rich, "usage", -8_000_000, "revenue");
    Side quota = consumer("quota");
    cast.sql(
        "insert into counter (subscription_id, name, starts_at, publisher_id, consumer_id, used)"
            + " select id, 'monthly', date_trunc('month', now() at time zone 'UTC') at time zone"
            + " 'UTC', publisher_id, consumer_id, 85 from subscription where id = ?",
        quota.subscription());

    found("worry=in-grace").body("items.consumer", contains("grace-" + own));
    found("worry=trial-ended").body("items.consumer", contains("trial-" + own));
    found("worry=wallet-ends")
        .body("items.consumer", contains("drain-" + own))
        .body("items[0].available.amount", equalTo("2.00"))
        .body("items[0].spent_of_day.amount", equalTo("8.00"))
        .body("items[0].empty_at", notNullValue());
    found("worry=allowance-ends")
        .body("items.consumer", contains("quota-" + own))
        .body("items[0].allowances[0].used", equalTo(85))
        .body("items[0].allowances[0].quantity", equalTo(100));
    found("worry=any")
        .body("items.consumer", not(hasItem("good-" + own)))
        .body("items.size()", equalTo(4));
  }

  @Test
  @Tag("R120")
  void accounts_are_searched_sorted_and_turned_page_by_page() {
    Side one = consumer("one");
    consumer("two");
    Side three = consumer("three");
    post(one, "top-up", 5_000_000, "cash");
    post(three, "top-up", 9_000_000, "cash");
    found("text=thr").body("items.consumer", contains("three-" + own));
    found("text=%25").body("items", empty());
    found("sort=balance")
        .body("items.consumer", contains("two-" + own, "one-" + own, "three-" + own));
    String next = found("sort=balance&limit=2").extract().path("next");
    found("sort=balance&limit=2&after=" + next)
        .body("items.consumer", contains("three-" + own))
        .body("next", nullValue());
  }

  @Test
  @Tag("R121")
  @Tag("R123")
  void payments_tell_the_processors_reason_and_use_stands_beside_its_limit() {
    Side side = consumer("payer");
    pay(side, "succeeded", null);
    pay(side, "declined", "insufficient_funds");
    post(side, "top-up", 20_000_000, "cash");
    account(side)
        .body("payment_status", equalTo("declined"))
        .body("last_payment.state", equalTo("declined"))
        .body("last_payment.reason", equalTo("insufficient_funds"))
        .body("payments.state", contains("declined", "succeeded"))
        .body("payments[0].reason", equalTo("insufficient_funds"))
        .body("balance.amount", equalTo("20.00"))
        .body("allowances[0].limit", equalTo("monthly"))
        .body("allowances[0].quantity", equalTo(100));
    page(owner, "/" + side.account())
        .statusCode(200)
        .body(
            allOf(
                containsString("insufficient_funds: The card has not enough money"),
                containsString("20.00"),
                containsString("0 of 100 calls")));
  }

  @Test
  @Tag("R124")
  void the_internal_log_is_for_the_publishers_own_people() {
    Side side = consumer("watched");
    post(side, "top-up", 20_000_000, "cash");
    cast.sql(
        "insert into audit (id, tenant_id, person_id, action, subject_kind, subject_id, facts, at)"
            + " values (?, ?, null, 'subscription.noticed', 'subscription', ?, '{\"why\":\"odd\"}', now())",
        ids.next(),
        publisher.value(),
        side.subscription().toString());
    page(owner, "/" + side.account())
        .statusCode(200)
        .body(
            allOf(containsString("subscription.noticed"), containsString("Bookings on your side")));
    String approver = cast.member(publisher, "acct-approver-" + own, "approver");
    page(approver, "/" + side.account())
        .statusCode(200)
        .body(not(containsString("subscription.noticed")));
    String email = side.owner().visitor().email();
    page(email, "/" + side.account()).statusCode(404);
    Manage.as(email, Cast.PASSWORD)
        .get("/tenants/acct-" + own + "/accounts/" + side.account())
        .then()
        .statusCode(404);
    Manage.as(email, Cast.PASSWORD)
        .get("/tenants/" + side.slug() + "/accounts")
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  @Test
  @Tag("R79")
  void the_page_of_accounts_names_who_is_in_grace() {
    Side grace = consumer("paged");
    state(
        grace,
        "past_due",
        "{\"grace_until\":\"2099-01-05T00:00:00Z\",\"invoice\":\"" + invoice(grace) + "\"}");
    page(owner, "?worry=in-grace")
        .statusCode(200)
        .body(
            allOf(
                containsString("PAGED-"), containsString("In grace"), containsString("49.00 USD")));
    page(owner, "?worry=suspended").statusCode(200).body(not(containsString("PAGED-")));
  }

  private Side consumer(String name) {
    String slug = name + "-" + own;
    TenantId tenant = cast.tenant(slug, false);
    Acting acting = cast.acting(cast.member(tenant, slug, "owner"), slug);
    ApplicationId application = cast.application(acting, "shop");
    PlanChoice choice = new PlanChoice(application, "acct-" + own, "tides", "credits", Mode.TEST);
    await(() -> subscriptions.request(acting, choice));
    UUID subscription =
        UUID.fromString(
            cast.one("select id from subscription where consumer_id = ?", tenant.value()));
    UUID account =
        UUID.fromString(cast.one("select account_id from subscription where id = ?", subscription));
    cast.sql(
        "update subscription set state = 'active', facts = '{\"since\":\"2026-01-01T00:00:00Z\"}'"
            + " where id = ?",
        subscription);
    return new Side(
        slug,
        account,
        subscription,
        UUID.fromString(cast.one("select id from wallet where account_id = ?", account)),
        acting);
  }

  private void state(Side side, String state, String facts) {
    cast.sql(
        "update subscription set state = ?, facts = cast(? as jsonb), changed_at = now()"
            + " where id = ?",
        state,
        facts,
        side.subscription());
  }

  private UUID invoice(Side side) {
    UUID invoice = ids.next();
    cast.sql(
        "insert into invoice (id, publisher_id, consumer_id, account_id, subscription_id, number,"
            + " state, currency, total, issued_at, due_at) select ?, publisher_id, consumer_id,"
            + " account_id, id, 'T-' || id, 'open', 'USD', 49000000, now() - interval '20 days',"
            + " now() - interval '6 days' from subscription where id = ?",
        invoice,
        side.subscription());
    return invoice;
  }

  private void post(Side side, String kind, long micros, String against) {
    UUID id = ids.next();
    cast.sql(
        "select post_to_wallet(?, ?, ?, ?, '', ?, ?, now())",
        id,
        side.wallet(),
        kind,
        "test:" + id,
        micros,
        against);
  }

  private void pay(Side side, String state, String decline) {
    cast.sql(
        "insert into payment (id, publisher_id, consumer_id, account_id, purpose, amount, currency,"
            + " state, processor, processor_id, decline_code, created_at, changed_at) select ?,"
            + " publisher_id, consumer_id, id, 'top-up', 20000000, 'USD', ?, 'sandbox', 'pay_1', ?,"
            + " now(), now() from account where id = ?",
        ids.next(),
        state,
        decline,
        side.account());
  }

  private ValidatableResponse account(Side side) {
    return Manage.as(owner, Cast.PASSWORD)
        .get("/tenants/acct-" + own + "/accounts/" + side.account())
        .then()
        .statusCode(200);
  }

  private ValidatableResponse found(String query) {
    return Manage.as(owner, Cast.PASSWORD)
        .urlEncodingEnabled(false)
        .get("/tenants/acct-" + own + "/accounts?" + query)
        .then()
        .statusCode(200);
  }

  private ValidatableResponse page(String email, String rest) {
    String cookie =
        given()
            .redirects()
            .follow(false)
            .header("Origin", portal)
            .formParam("email", email)
            .formParam("password", Cast.PASSWORD)
            .formParam("to", "")
            .post("/admin/login")
            .getCookie("turnpike_admin");
    assertEquals(true, cookie != null, "logged in");
    return given()
        .redirects()
        .follow(false)
        .header("Accept", "text/html")
        .cookie("turnpike_admin", cookie)
        .get("/admin/acct-" + own + "/accounts" + rest)
        .then();
  }
}
