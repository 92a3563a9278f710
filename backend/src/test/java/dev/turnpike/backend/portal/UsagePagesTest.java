package dev.turnpike.backend.portal;

import static dev.turnpike.backend.people.Cast.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A consumer sees what it uses, against its limits and over time. */
@QuarkusTest
@Tag("R66")
@Tag("R123")
class UsagePagesTest {
  private static final String PLAN =
      "{\"billing\":\"prepaid\",\"currency\":\"USD\",\"request_price\":\"0.01\",\"limits\":"
          + "[{\"name\":\"monthly\",\"kind\":\"allowance\",\"quantity\":200,\"window\":\"month\"},"
          + "{\"name\":\"soft-daily\",\"kind\":\"allowance\",\"quantity\":50,\"window\":\"day\","
          + "\"hard\":false}]}";

  @Inject Cast cast;
  @Inject Ids ids;
  @Inject Subscriptions subscriptions;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  void usage_stands_beside_each_limit_and_is_drawn_over_time() {
    TenantId publisher = cast.tenant("usage-pub", true);
    cast.product(publisher, "tides", "public");
    cast.plan(publisher, "tides", "credits", PLAN);
    TenantId tenant = cast.tenant("usage-con", false);
    String email = cast.member(tenant, "usage-owner", "owner");
    Acting owner = cast.acting(email, "usage-con");
    ApplicationId application = cast.application(owner, "shop");
    PlanChoice choice = new PlanChoice(application, "usage-pub", "tides", "credits", Mode.TEST);
    await(() -> subscriptions.request(owner, choice));
    UUID subscription =
        UUID.fromString(
            cast.one("select id from subscription where consumer_id = ?", tenant.value()));
    cast.sql(
        "update subscription set state = 'active', facts = '{\"since\":\"2026-01-01T00:00:00Z\"}'"
            + " where id = ?",
        subscription);
    cast.sql(
        "insert into counter (subscription_id, name, starts_at, publisher_id, consumer_id, used)"
            + " select id, 'monthly', date_trunc('month', now() at time zone 'UTC') at time zone"
            + " 'UTC', publisher_id, consumer_id, 150 from subscription where id = ?",
        subscription);
    for (int i = 0; i < 7; i++) {
      logged(subscription, 200);
    }
    for (int i = 0; i < 3; i++) {
      logged(subscription, 402);
    }
    charged(subscription, 70_000);

    ValidatableResponse page = page(email, "/home/usage-con/usage?period=week").statusCode(200);
    page.body(
        allOf(
            containsString("150 of 200 calls"),
            containsString("75 %"),
            containsString("hard: then calls are refused"),
            containsString("soft: then you are warned"),
            containsString("<rect class=\"good\""),
            containsString("<rect class=\"warn\""),
            containsString("2xx served 7"),
            containsString("4xx refused 3"),
            containsString("0.07 USD")));
    page(email, "/home/usage-con/usage/" + subscription + "?period=day")
        .statusCode(200)
        .body(allOf(containsString("2xx served 7"), containsString("150 of 200")));
    page(email, "/home/usage-con/usage?by=product")
        .statusCode(200)
        .body(containsString("The tides 10"));
    page(email, "/home/usage-con/usage?application=" + ids.next())
        .statusCode(200)
        .body(allOf(containsString("No call in this time"), not(containsString("served 7"))));
    page(email, "/home/usage-con/usage?application=x%27--&period=never")
        .statusCode(200)
        .body(containsString("No call in this time"));
    String other = cast.member(cast.tenant("usage-other", false), "usage-stranger", "owner");
    page(other, "/home/usage-con/usage").statusCode(404);
    page(other, "/home/usage-other/usage/" + subscription)
        .statusCode(200)
        .body(not(containsString("150 of 200")));
  }

  private void logged(UUID subscription, int status) {
    cast.sql(
        "insert into call_log select ?, now(), publisher_id, consumer_id, application_id, id, null,"
            + " null, 'GET', '/', '::1', '{}', null, ?, null, null, null, 0, 0, 0, 1, '[]'"
            + " from subscription where id = ?",
        ids.next(),
        status,
        subscription);
  }

  private void charged(UUID subscription, long micros) {
    cast.sql(
        "insert into usage_event (request_id, publisher_id, consumer_id, application_id,"
            + " subscription_id, api_id, amount, status, bytes_in, bytes_out, at)"
            + " select ?, publisher_id, consumer_id, application_id, id, ?, ?, 200, 0, 0, now()"
            + " from subscription where id = ?",
        ids.next(),
        ids.next(),
        micros,
        subscription);
  }

  private ValidatableResponse page(String email, String path) {
    String cookie =
        given()
            .redirects()
            .follow(false)
            .header("Origin", portal)
            .formParam("email", email)
            .formParam("password", Cast.PASSWORD)
            .formParam("to", "")
            .post("/login")
            .getCookie("turnpike_session");
    assertEquals(true, cookie != null, "logged in");
    return given()
        .urlEncodingEnabled(false)
        .redirects()
        .follow(false)
        .header("Accept", "text/html")
        .cookie("turnpike_session", cookie)
        .get(path)
        .then();
  }
}
