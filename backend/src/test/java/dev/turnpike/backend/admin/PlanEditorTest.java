package dev.turnpike.backend.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A plan as its publisher writes it: previewed, refused with its lines, published. */
@QuarkusTest
class PlanEditorTest {
  private static final String PRO =
      "{\"billing\":\"postpaid\",\"currency\":\"USD\",\"recurring_fee\":\"49.00\"}";
  private static final String METERED =
      """
      billing: postpaid
      currency: USD
      recurring_fee: "5.00"
      prices:
        - unit: requests
          included: 1000
          tiers:
            - {up_to: 10000, price: "0.005"}
            - {price: "0.002"}
      """;

  @Inject Cast cast;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private TenantId acme;
  private String root;
  private String edda;

  @BeforeEach
  void make(TestInfo test) {
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    acme = cast.tenant("editor-" + own, true);
    root = "/admin/editor-" + own + "/plans";
    edda = cast.member(acme, "edda.e" + own, "editor");
    cast.product(acme, "weather", "public");
    cast.plan(acme, "weather", "pro", PRO);
  }

  @Test
  void a_preview_shows_an_example_month_what_changes_and_for_whom() {
    as(edda)
        .formParam("terms", METERED)
        .formParam("requests", "20000")
        .formParam("act", "preview")
        .post(root + "/weather/pro")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("As written here"),
                containsString("As it is"),
                // The fee of 5, and 10,000 at 0.005 and 9,000 at 0.002 behind the 1,000 included
                containsString("73.00 USD"),
                containsString("49.00 USD"),
                containsString("<span class=\"badge good\">cheapest</span>"),
                containsString("− recurring_fee: &quot;49.00&quot;"),
                containsString("+ recurring_fee: &quot;5.00&quot;"),
                containsString("Revision 2 is for new subscribers."),
                containsString("1,000 calls a month included")));
    assertEquals("1", revisions());
  }

  @Test
  void a_broken_plan_is_refused_with_each_line_and_what_was_written_stays() {
    as(edda)
        .formParam("terms", METERED.replace("postpaid", "gratis").replace("10000", "ten"))
        .formParam("act", "publish")
        .post(root + "/weather/pro")
        .then()
        .statusCode(422)
        .body(
            allOf(
                containsString("line 1: billing: is none of free, prepaid, postpaid, hybrid"),
                containsString("line 8: prices[0].tiers[0].up_to: is no whole number"),
                containsString("billing: gratis")));
    assertEquals("1", revisions());
  }

  @Test
  void a_plan_is_published_and_a_new_one_created() {
    as(edda)
        .formParam("terms", METERED)
        .formParam("act", "publish")
        .post(root + "/weather/pro")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/weather/pro?done=2"));
    assertEquals("2", revisions());
    as(edda)
        .formParam("slug", "Pro 2")
        .formParam("name", "Pro 2")
        .formParam("terms", METERED)
        .formParam("act", "publish")
        .post(root + "/weather")
        .then()
        .statusCode(422)
        .body(allOf(containsString("href=\"#slug\""), containsString("value=\"Pro 2\"")));
    as(edda)
        .formParam("slug", "pro-2")
        .formParam("name", "Pro 2")
        .formParam("terms", METERED)
        .formParam("act", "publish")
        .post(root + "/weather")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/weather/pro-2?done=1"));
    as(edda).get(root).then().statusCode(200).body(containsString("Pro 2"));
    as(edda)
        .get(root + "/weather/pro?done=2")
        .then()
        .statusCode(200)
        .body(containsString("Revision 2 is published."));
  }

  @Test
  void a_plan_leaves_the_shelf_and_who_may_not_edit_has_no_form() {
    as(edda).formParam("on_sale", "false").post(root + "/weather/pro/sale").then().statusCode(303);
    as(edda).get(root).then().body(containsString("not on sale"));
    String viewer = cast.member(acme, "viewer.e" + root.hashCode(), "viewer");
    as(viewer)
        .get(root + "/weather/pro")
        .then()
        .statusCode(200)
        .body(not(containsString("<form class=\"panel\"")));
    as(viewer)
        .formParam("terms", METERED)
        .formParam("act", "publish")
        .post(root + "/weather/pro")
        .then()
        .statusCode(403);
    as(edda).get(root + "/weather/none").then().statusCode(404);
    as(edda).get(root + "/none").then().statusCode(404);
  }

  private String revisions() {
    return cast.one(
        "select count(*) from plan_revision r join plan p on p.id = r.plan_id"
            + " where p.tenant_id = ? and p.slug = 'pro'",
        acme.value());
  }

  private RequestSpecification as(String email) {
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
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .header("Accept", "text/html")
        .cookie("turnpike_admin", cookie);
  }
}
