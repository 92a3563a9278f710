package dev.turnpike.backend.admin;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@QuarkusTest
class AuditPagesTest {
  private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");

  @Inject Cast cast;
  @Inject Ids ids;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private AdminBrowser browser;
  private TenantId acme;
  private String own;
  private String root;
  private String ada;
  private String person;

  @BeforeEach
  void make(TestInfo test) {
    browser = new AdminBrowser(portal);
    own = Integer.toHexString(test.getDisplayName().hashCode());
    acme = cast.tenant("audited-" + own, true);
    root = "/admin/audited-" + own + "/audit";
    ada = cast.member(acme, "ada.a" + own, "admin");
    person = cast.visitor(ada).person().toString();
  }

  @Test
  void nobody_can_change_or_remove_an_event_not_even_the_schemas_owner() {
    UUID id = event("plan.published", "plan", "pro", "{}", person);
    for (String attempt :
        new String[] {
          "update audit set action = 'nothing.happened' where id = '" + id + "'",
          "delete from audit where id = '" + id + "'",
          "truncate audit"
        }) {
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> cast.sql(attempt));
      SQLException why = (SQLException) refused.getCause();
      assertEquals("23001", why.getSQLState(), attempt);
      assertTrue(why.getMessage().contains("append-only"), why.getMessage());
    }
    assertEquals("plan.published", cast.one("select action from audit where id = ?", id));
    assertEquals(
        "SELECT,INSERT",
        cast.one(
            "select string_agg(privilege_type, ',' order by privilege_type desc)"
                + " from information_schema.role_table_grants"
                + " where table_name = 'audit' and grantee = 'turnpike_app'"));
  }

  @Test
  void events_are_filtered_and_paged_by_the_database() {
    for (int i = 0; i < 60; i++) {
      event("plan.published", "plan", "plan-" + i, "{}", person);
    }
    event(
        "subscription.blocked", "subscription", "s1", "{\"reason\":\"No <b>abuse</b>.\"}", person);
    event("payment.collected", "payment", "p1", "{}", null);
    String first = page("");
    assertEquals(50, count(first, "<td class=\"main\"><code>"));
    Matcher older = OLDER.matcher(first);
    assertTrue(older.find());
    String second =
        browser
            .as(ada)
            .urlEncodingEnabled(false)
            .get(older.group(1).replace("&amp;", "&"))
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertEquals(12, count(second, "<td class=\"main\"><code>"));
    assertEquals(false, OLDER.matcher(second).find());
    assertTrue(page("?q=abuse").contains("No &lt;b&gt;abuse&lt;/b&gt;."));
    assertEquals(1, count(page("?q=NO <B>AB"), "<td class=\"main\"><code>"), "any case");
    assertEquals(1, count(page("?q=PLAN-59"), "<td class=\"main\"><code>"), "the subject");
    assertEquals(1, count(page("?q=.Blocked"), "<td class=\"main\"><code>"), "the action");
    assertEquals(0, count(page("?q=%%"), "<td class=\"main\"><code>"), "no wildcard");
    assertEquals(0, count(page("?q=blockeds1"), "<td class=\"main\"><code>"), "no seam");
    assertEquals(1, count(page("?kind=payment"), "<td class=\"main\"><code>"));
    assertTrue(page("?kind=payment").contains("the platform"));
    assertEquals(50, count(page("?person=" + person), "<td class=\"main\"><code>"));
    assertEquals(0, count(page("?to=2020-01-01"), "<td class=\"main\"><code>"));
    assertEquals(50, count(page("?from=2020-01-01&to=2099-01-01"), "<td class=\"main\"><code>"));
  }

  @Test
  void a_person_who_left_keeps_their_id_in_the_trail() {
    String gone = ids.next().toString();
    event("key.revoked", "key", "k1", "{}", gone);
    assertTrue(page("").contains("somebody who is gone"));
    assertTrue(page("?person=" + gone).contains(gone));
  }

  @Test
  void the_trail_is_a_table_for_spreadsheets_that_runs_no_formula() {
    event("consumer.blocked", "consumer", "=HYPERLINK(1)", "{\"reason\":\"a, \\\"b\\\"\"}", person);
    browser
        .as(ada)
        .get(root + "/events.csv?kind=consumer")
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/csv"))
        .header("Content-Disposition", containsString("audit-audited-" + own + ".csv"))
        .body(
            allOf(
                startsWith("at,action,subject_kind,subject,person,name,email,facts,id\r\n"),
                containsString(",consumer.blocked,consumer,'=HYPERLINK(1)," + person),
                containsString(",\"{\"\"reason\"\":\"\"a, "),
                not(containsString(",=HYPERLINK"))));
  }

  @Test
  void only_who_may_sees_it_and_only_their_own() {
    event("plan.published", "plan", "pro", "{}", person);
    String viewer = cast.member(acme, "vera.a" + own, "viewer");
    browser.as(viewer).get(root).then().statusCode(403);
    browser.as(viewer).get(root + "/events.csv").then().statusCode(403);
    TenantId other = cast.tenant("other-" + own, true);
    String olaf = cast.member(other, "olaf.a" + own, "owner");
    browser.as(olaf).get(root).then().statusCode(404);
    browser
        .as(olaf)
        .get("/admin/other-" + own + "/audit")
        .then()
        .statusCode(200)
        .body(containsString("Nothing was done yet."));
  }

  @Test
  void the_api_gives_the_same_events_in_pages() {
    for (int i = 0; i < 3; i++) {
      event("plan.published", "plan", "plan-" + i, "{\"n\":" + i + "}", person);
    }
    String token =
        RestAssured.given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", ada, "password", Cast.PASSWORD))
            .post("/manage/v1/sessions")
            .path("token");
    String address = "/manage/v1/tenants/audited-" + own + "/audit";
    String next =
        RestAssured.given()
            .header("Authorization", "Bearer " + token)
            .get(address + "?limit=2")
            .then()
            .statusCode(200)
            .body("items", hasSize(2))
            .body("items[0].subject", equalTo("plan-2"))
            .body("items[0].facts.n", equalTo(2))
            .body("next", notNullValue())
            .extract()
            .path("next");
    RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .get(address + "?limit=2&after=" + next)
        .then()
        .body("items", hasSize(1))
        .body("items[0].subject", equalTo("plan-0"));
    RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .get(address + "?from=yesterday")
        .then()
        .statusCode(400);
  }

  private String page(String query) {
    return browser.as(ada).get(root + query).then().statusCode(200).extract().asString();
  }

  private UUID event(String action, String kind, String subject, String facts, String by) {
    UUID id = ids.next();
    cast.sql(
        "insert into audit values (?, ?, cast(? as uuid), ?, ?, ?, cast(? as jsonb), now())",
        id,
        acme.value(),
        by,
        action,
        kind,
        subject,
        facts);
    return id;
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
