package dev.turnpike.backend.admin;

import static dev.turnpike.backend.people.Cast.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@QuarkusTest
class AdminPagesTest {
  private static final String PARTNER =
      "{\"billing\":\"free\",\"currency\":\"USD\",\"process\":[{\"kind\":\"publisher-approval\"}]}";
  private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");

  @Inject Cast cast;
  @Inject Ids ids;
  @Inject Subscriptions subscriptions;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private String own;
  private String root;
  private TenantId acme;
  private TenantId globex;
  private String anton;
  private String edda;
  private Acting gwen;
  private ApplicationId warehouse;

  @BeforeEach
  void make(TestInfo test) {
    own = Integer.toHexString(test.getDisplayName().hashCode());
    acme = cast.tenant("acme-" + own, true);
    globex = cast.tenant("globex-" + own, false);
    root = "/admin/acme-" + own;
    anton = cast.member(acme, "anton.a" + own, "approver");
    edda = cast.member(acme, "edda.a" + own, "editor");
    gwen = cast.acting(cast.member(globex, "gwen.a" + own, "owner"), "globex-" + own);
    cast.product(acme, "weather", "public");
    cast.plan(acme, "weather", "partner", PARTNER);
    warehouse = cast.application(gwen, "warehouse");
  }

  @Test
  void who_logs_in_comes_to_the_page_they_wanted_and_to_no_other_site() {
    Response answer = logIn(anton, root + "/denials");
    answer.then().statusCode(303).header("Location", endsWith(root + "/denials"));
    logIn(anton, "https://evil.example").then().header("Location", endsWith("/admin"));
    as(anton).get("/admin").then().statusCode(303).header("Location", endsWith(root));
    given()
        .header("Origin", portal)
        .formParam("email", anton)
        .formParam("password", "wrong")
        .post("/admin/login")
        .then()
        .statusCode(422)
        .body(containsString("do not belong together"));
  }

  @Test
  @Tag("R187")
  void a_request_is_approved_on_the_page_that_shows_it() {
    String id = ask();
    as(anton)
        .get(root)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("App warehouse of GLOBEX-"),
                containsString(gwen.visitor().email()),
                containsString("nothing: the plan is free"),
                containsString(root + "/requests/" + id + "/approval")));
    as(anton)
        .formParam("version", 0)
        .formParam("comment", "fine")
        .post(root + "/requests/" + id + "/approval")
        .then()
        .statusCode(303)
        .header("Location", endsWith(root + "?done=approved"));
    assertEquals("active", cast.one("select state from subscription where id = ?", uuid(id)));
    as(anton)
        .get(root + "?done=approved")
        .then()
        .body(allOf(containsString("Nothing waits for you"), containsString("Decided lately")));
    as(anton)
        .formParam("version", 0)
        .formParam("reason", "too late")
        .post(root + "/requests/" + id + "/rejection")
        .then()
        .statusCode(409)
        .body(containsString("Somebody decided meanwhile"));
  }

  @Test
  void a_rejection_without_a_reason_is_asked_again() {
    String id = ask();
    as(anton)
        .formParam("version", 0)
        .post(root + "/requests/" + id + "/rejection")
        .then()
        .statusCode(422)
        .body(allOf(containsString("href=\"#reason-" + id), containsString("open")));
    as(anton)
        .formParam("version", 0)
        .formParam("reason", "No <script> here.")
        .post(root + "/requests/" + id + "/rejection")
        .then()
        .statusCode(303);
    assertEquals("rejected", cast.one("select state from subscription where id = ?", uuid(id)));
    as(anton).get(root).then().body(containsString("No &lt;script&gt; here."));
  }

  @Test
  @Tag("R4")
  void a_role_too_low_is_403_and_another_tenant_is_404_on_every_page() {
    String id = ask();
    as(edda).get(root).then().statusCode(200).body(not(containsString("/approval\"")));
    as(edda)
        .formParam("version", 0)
        .post(root + "/requests/" + id + "/approval")
        .then()
        .statusCode(403);
    as(edda).get(root + "/consumers").then().statusCode(403);
    as(edda).get(root + "/keys").then().statusCode(403);
    as(edda).formParam("reason", "x").post(root + "/keys/" + id + "/block").then().statusCode(403);
    String biller = cast.member(acme, "bill.a" + own, "billing");
    as(biller).get(root + "/denials").then().statusCode(403);
    as(biller).get(root + "/denials/den_x").then().statusCode(403);

    TenantId initech = cast.tenant("initech-" + own, true);
    String ines = cast.member(initech, "ines.a" + own, "owner");
    String theirs = "/admin/initech-" + own;
    for (String page : new String[] {"", "/denials", "/denials/den_x", "/keys", "/consumers"}) {
      as(ines).get(root + page).then().statusCode(404);
      as(ines).get("/admin/nobody-at-all" + page).then().statusCode(404);
    }
    for (String command :
        new String[] {"/requests/" + id + "/approval", "/keys/" + id + "/unblock"}) {
      as(ines).formParam("version", 0).post(root + command).then().statusCode(404);
      as(ines).formParam("version", 0).post(theirs + command).then().statusCode(404);
      as(ines).formParam("version", 0).post(theirs + "/keys/x/unblock").then().statusCode(404);
    }
    as(gwen.visitor().email()).get("/admin/globex-" + own).then().statusCode(404);
    assertEquals("requested", cast.one("select state from subscription where id = ?", uuid(id)));
  }

  @Test
  @Tag("R114")
  void refused_calls_are_filtered_and_paged_by_the_database() {
    ask();
    for (int i = 0; i < 60; i++) {
      denial("few" + own + i, "RATE_LIMITED", 429, i);
    }
    denial("one" + own, "INSUFFICIENT_CREDITS", 402, 100);
    String first = as(anton).get(root + "/denials").then().statusCode(200).extract().asString();
    assertEquals(50, count(first, "den_"));
    Matcher older = OLDER.matcher(first);
    assertEquals(true, older.find());
    String second =
        as(anton).urlEncodingEnabled(false).get(older.group(1).replace("&amp;", "&")).asString();
    assertEquals(11, count(second, "den_"));
    assertEquals(false, OLDER.matcher(second).find());
    String filtered =
        as(anton)
            .get(root + "/denials?code=INSUFFICIENT_CREDITS&consumer=globex-" + own)
            .asString();
    assertEquals(1, count(filtered, "den_"));
    assertEquals(0, count(as(anton).get(root + "/denials?consumer=x").asString(), "den_"));
    assertEquals(50, count(as(anton).get(root + "/denials?before=x").asString(), "den_"));
  }

  @Test
  @Tag("R30")
  @Tag("R111")
  void a_refused_call_is_found_with_its_facts_and_its_trace() {
    UUID request = denial("case" + own, "INSUFFICIENT_CREDITS", 402, 0);
    cast.sql(
        "insert into call_log values (?, now(), ?, ?, ?, null, 'k', null, 'GET', '/x', '::1', '{}',"
            + " null, 402, 'INSUFFICIENT_CREDITS', null, null, 0, 0, 0, 1, cast(? as jsonb))",
        request,
        acme.value(),
        globex.value(),
        warehouse.value(),
        "[{\"step\":\"funds\",\"verdict\":\"refused\",\"detail\":\"0.12 of 0.50\",\"policy\":\"plan"
            + " credits 1\",\"micros\":77}]");
    as(anton)
        .get(root + "/denials/den_case" + own)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Insufficient credits"),
                containsString("<dt>Balance: available</dt><dd>0.12</dd>"),
                containsString("plan credits 1"),
                containsString("77 µs"),
                containsString(request.toString())));
  }

  @Test
  void a_block_needs_a_reason_and_can_be_taken_back() {
    String id = ask();
    as(anton).formParam("reason", " ").post(root + "/keys/" + id + "/block").then().statusCode(422);
    as(anton)
        .formParam("reason", "Abuse.")
        .post(root + "/keys/" + id + "/block")
        .then()
        .statusCode(303);
    as(anton)
        .get(root + "/keys")
        .then()
        .body(
            allOf(containsString("blocked"), containsString("Abuse."), containsString("/unblock")));
    as(anton).post(root + "/keys/" + id + "/unblock").then().statusCode(303);
    assertEquals(
        "0", cast.one("select count(*) from hindrance where subscription_id = ?", uuid(id)));
  }

  @Test
  void consumers_are_listed_with_their_balance() {
    ask();
    as(anton)
        .get(root + "/consumers")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("GLOBEX-"),
                containsString("0.00 USD"),
                containsString("waits for approval")));
  }

  private String ask() {
    Outcome asked =
        await(
            () ->
                subscriptions.request(
                    gwen,
                    new PlanChoice(warehouse, "acme-" + own, "weather", "partner", Mode.TEST)));
    return assertInstanceOf(Outcome.Done.class, asked).id().toString();
  }

  private UUID denial(String id, String code, int status, int secondsAgo) {
    UUID request = ids.next();
    cast.sql(
        "insert into denial select ?, a.tenant_id, ?, ?, null, 'k', a.id, ?, ?, 'GET', '/x', ?,"
            + " cast(? as jsonb), 1, now(), now() - make_interval(secs => ?) from api a"
            + " where a.tenant_id = ? and a.slug = 'weather'",
        id,
        globex.value(),
        warehouse.value(),
        code,
        status,
        request,
        "{\"detail\":\"Add credit.\",\"balance\":{\"available\":\"0.12\"}}",
        (double) secondsAgo,
        acme.value());
    return request;
  }

  private Response logIn(String email, String to) {
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .formParam("email", email)
        .formParam("password", Cast.PASSWORD)
        .formParam("to", to)
        .post("/admin/login");
  }

  private RequestSpecification as(String email) {
    String cookie = logIn(email, "").getCookie("turnpike_admin");
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .header("Accept", "text/html")
        .cookie("turnpike_admin", cookie);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static UUID uuid(String id) {
    return UUID.fromString(id);
  }
}
