package dev.turnpike.backend.approval;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A request on the pages of both sides, with nothing but forms. */
@QuarkusTest
class RequestPagesTest {
  private static final String STEPS =
      "{\"kind\":\"form\",\"questions\":[{\"name\":\"purpose\",\"label\":\"What for?\"}]},"
          + "{\"kind\":\"consumer-approval\"},{\"kind\":\"publisher-approval\"},"
          + "{\"kind\":\"terms\",\"text\":\"Be kind.\",\"revision\":\"2026-11\"}";

  @Inject Cast cast;
  @Inject Plaza plaza;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private Plaza.People it;
  private String root;
  private String admin;

  @BeforeEach
  void make(TestInfo test) {
    it = plaza.people(Integer.toHexString(test.getDisplayName().hashCode()));
    root = "/" + it.olivia().slug() + "/requests";
    admin = "/admin/" + it.olivia().slug() + "/requests";
    plaza.paid(it, "team", STEPS);
  }

  @Test
  @Tag("R187")
  void a_request_walks_from_page_to_page_to_its_first_payment() {
    SubscriptionId id = plaza.asks(it, it.dave(), "team");
    String page = root + "/" + id + "?tenant=" + it.dave().slug();
    RequestSpecification dave = portal(it.dave());
    dave.get(page)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("1 of 5: waiting for the requester"),
                containsString("What for?"),
                containsString("9.00 USD")));
    portal(it.dave())
        .formParam("tenant", it.dave().slug())
        .formParam("version", 0)
        .formParam("q-purpose", "")
        .post(root + "/" + id + "/answers")
        .then()
        .statusCode(422)
        .body(allOf(containsString("href=\"#q-purpose\""), containsString("Answer: What for?")));
    portal(it.dave())
        .formParam("tenant", it.dave().slug())
        .formParam("version", 0)
        .formParam("q-purpose", "A <map>")
        .post(root + "/" + id + "/answers")
        .then()
        .statusCode(303)
        .header("Location", endsWith(page + "&done=1"));
    String inbox = "/home/" + it.bea().slug() + "/inbox";
    portal(it.bea())
        .get(inbox)
        .then()
        .body(
            allOf(
                containsString("App robot wants The weather, Plan team of ACME-"),
                containsString("2 of 5: waiting for GLOBEX-"),
                containsString(inbox + "/" + id + "/approval")));
    portal(it.dave()).get(inbox).then().body(not(containsString(id + "/approval")));
    portal(it.bea())
        .formParam("version", 1)
        .formParam("comment", "in the budget")
        .post(inbox + "/" + id + "/approval")
        .then()
        .statusCode(303);
    admin(it.anton())
        .get(admin + "/" + id)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("3 of 5: waiting for ACME-"),
                containsString("A &lt;map&gt;"),
                containsString("in the budget"),
                containsString("9.00 USD a month")));
    admin(it.anton())
        .formParam("version", 2)
        .post(admin + "/" + id + "/approval")
        .then()
        .statusCode(303);
    portal(it.dave())
        .formParam("tenant", it.dave().slug())
        .formParam("version", 3)
        .formParam("revision", "2026-11")
        .post(root + "/" + id + "/acceptance")
        .then()
        .statusCode(422)
        .body(containsString("Tick the box"));
    portal(it.dave())
        .formParam("tenant", it.dave().slug())
        .formParam("version", 3)
        .formParam("revision", "2026-11")
        .formParam("accepted", "yes")
        .post(root + "/" + id + "/acceptance")
        .then()
        .statusCode(303);
    portal(it.bea())
        .get(root + "/" + id + "?tenant=" + it.bea().slug())
        .then()
        .body(
            allOf(
                containsString("5 of 5: waiting for the first payment"),
                containsString("/pay?tenant=" + it.bea().slug())));
    assertEquals(
        "awaiting_payment", cast.one("select state from subscription where id = ?", id.value()));
  }

  @Test
  @Tag("R135")
  void a_withdrawal_asks_first_on_a_page_of_its_own() {
    SubscriptionId id = plaza.asks(it, it.dave(), "team");
    String path = root + "/" + id + "/withdrawal";
    portal(it.dave())
        .get(path + "?tenant=" + it.dave().slug())
        .then()
        .statusCode(200)
        .body(containsString("Withdraw this request?"));
    assertEquals("requested", cast.one("select state from subscription where id = ?", id.value()));
    portal(it.dave()).formParam("tenant", it.dave().slug()).post(path).then().statusCode(303);
    portal(it.dave())
        .formParam("tenant", it.dave().slug())
        .post(path)
        .then()
        .statusCode(409)
        .body(containsString("It is ended by now."));
    portal(it.dave())
        .get(root + "?tenant=" + it.dave().slug())
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("App robot"),
                containsString(id.toString()),
                containsString("<span class=\"badge \">ended</span>")));
  }

  @Test
  void an_internal_comment_is_not_on_the_other_sides_page() {
    SubscriptionId id = plaza.asks(it, it.dave(), "team");
    admin(it.anton())
        .formParam("text", "Who are they?")
        .formParam("internal", "yes")
        .post(admin + "/" + id + "/comments")
        .then()
        .statusCode(303);
    admin(it.olivia()).get(admin + "/" + id).then().body(containsString("Who are they?"));
    portal(it.dave())
        .get(root + "/" + id + "?tenant=" + it.dave().slug())
        .then()
        .body(not(containsString("Who are they?")));
  }

  @Test
  void several_are_decided_from_the_inbox_and_found_by_search() {
    plaza.free(it, "partner", "{\"kind\":\"publisher-approval\"}");
    SubscriptionId one = plaza.asks(it, it.dave(), "partner");
    ApplicationId other = cast.application(it.dave(), "other");
    SubscriptionId two = plaza.asks(it, it.dave(), other, "partner");
    admin(it.anton())
        .get(admin + "?q=other")
        .then()
        .body(allOf(containsString(two.toString()), not(containsString(one.toString()))));
    admin(it.anton())
        .get(admin)
        .then()
        .body(allOf(containsString(one + ".0"), containsString(two + ".0")));
    admin(it.anton())
        .formParam("request", one + ".0", two + ".0")
        .formParam("decision", "approve")
        .formParam("words", "welcome")
        .post(admin + "/decisions")
        .then()
        .statusCode(303)
        .header("Location", endsWith(admin + "?yes=2&no=0"));
    admin(it.anton()).get(admin + "?yes=2&no=0").then().body(containsString("2 decided"));
  }

  @Test
  void an_absence_is_arranged_and_ended() {
    String path = "/admin/" + it.olivia().slug() + "/absences";
    admin(it.anton())
        .formParam("to", it.edda().person().toString())
        .formParam("until", "")
        .post(path)
        .then()
        .statusCode(422)
        .body(containsString("Choose a last day."));
    admin(it.anton())
        .formParam("to", it.edda().person().toString())
        .formParam("until", "2099-01-01")
        .post(path)
        .then()
        .statusCode(422)
        .body(containsString("at most 180 days"));
    String soon = java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(9).toString();
    admin(it.anton())
        .formParam("to", it.edda().person().toString())
        .formParam("until", soon)
        .post(path)
        .then()
        .statusCode(303);
    String id =
        cast.one("select id from delegation where person_id = ?", it.anton().person().value());
    admin(it.olivia()).get(path).then().body(containsString("decides for"));
    admin(it.olivia()).post(path + "/" + id + "/end").then().statusCode(404);
    admin(it.anton()).post(path + "/" + id + "/end").then().statusCode(303);
  }

  @Test
  @Tag("R187")
  void the_process_editor_moves_checks_and_publishes() {
    String path = "/admin/" + it.olivia().slug() + "/plans/weather/team/process";
    admin(it.edda())
        .get(path)
        .then()
        .statusCode(200)
        .body(allOf(containsString("1. Questions to who asks"), containsString("Be kind.")));
    admin(it.edda())
        .formParam("kind-0", "publisher-approval")
        .formParam("kind-1", "webhook")
        .formParam("url-1", "nowhere")
        .formParam("act", "save")
        .post(path)
        .then()
        .statusCode(422)
        .body(allOf(containsString("href=\"#url-1\""), containsString("value=\"nowhere\"")));
    admin(it.edda())
        .formParam("kind-0", "publisher-approval")
        .formParam("kind-1", "form")
        .formParam("questions-1", "Where? | EU, US (optional)")
        .formParam("act", "up-1")
        .post(path)
        .then()
        .statusCode(200)
        .body(containsString("1. Questions to who asks"));
    admin(it.edda())
        .formParam("kind-0", "form")
        .formParam("questions-0", "Where? | EU, US (optional)\nWhat for?")
        .formParam("kind-1", "publisher-approval")
        .formParam("approvals-1", "2")
        .formParam("days-1", "3")
        .formParam("act", "save")
        .post(path)
        .then()
        .statusCode(303)
        .header("Location", endsWith(path + "?done=2"));
    assertEquals(
        "form 2 EU",
        cast.one(
            "select concat_ws(' ', terms #>> '{process,0,kind}', terms #>> '{process,1,approvals}',"
                + " terms #>> '{process,0,questions,0,choices,0}') from plan_revision"
                + " where tenant_id = ? and number = 2",
            it.acme().value()));
    admin(it.anton()).formParam("act", "save").post(path).then().statusCode(403);
  }

  private RequestSpecification portal(Acting who) {
    return logged(who, "/login", "turnpike_session");
  }

  private RequestSpecification admin(Acting who) {
    return logged(who, "/admin/login", "turnpike_admin");
  }

  private RequestSpecification logged(Acting who, String path, String name) {
    String cookie =
        given()
            .redirects()
            .follow(false)
            .header("Origin", portal)
            .formParam("email", who.visitor().email())
            .formParam("password", Cast.PASSWORD)
            .post(path)
            .getCookie(name);
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .header("Accept", "text/html")
        .cookie(name, cookie);
  }
}
