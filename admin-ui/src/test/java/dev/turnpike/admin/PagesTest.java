package dev.turnpike.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PagesTest {
  private static final Pattern H1 = Pattern.compile("<h1");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login",
        "start",
        "start?scene=empty",
        "requests",
        "requests?scene=empty",
        "requests?scene=wrong",
        "requests?scene=viewer",
        "denials",
        "denials?scene=empty",
        "denial",
        "keys",
        "consumers",
        "consumer",
        "shutOut",
        "shutOut?scene=wrong",
        "audit",
        "settings",
        "settings?scene=wrong",
        "platform",
        "resident",
        "suspend",
        "start?scene=operator"
      })
  void a_page_has_one_heading_unique_ids_and_nothing_inline(String page) {
    String html = given().get("/specimen/" + page).then().statusCode(200).extract().asString();
    assertEquals(1, H1.matcher(html).results().count(), "h1");
    long ids = ID.matcher(html).results().count();
    assertEquals(ids, ID.matcher(html).results().map(m -> m.group(1)).distinct().count(), "ids");
    assertEquals(-1, html.indexOf(" style="), "inline style");
    assertEquals(-1, html.replace("<script type=\"module\" src=", "").indexOf("<script"), "script");
    assertEquals(-1, html.indexOf("NOT_FOUND"), "unresolved");
  }

  @Test
  void a_request_shows_who_asks_what_it_earns_and_what_is_known() {
    check(
        "requests",
        allOf(
            containsString("Warehouse of Globex wants Partner"),
            containsString("Dave Dunn"),
            containsString("nothing: the plan is free"),
            containsString("49.00 USD a month"),
            containsString("0.001 USD a call"),
            containsString("2 hours ago"),
            containsString("action=\"/admin/acme/requests/a/approval\""),
            containsString("action=\"/admin/acme/requests/a/rejection\""),
            not(containsString("/requests/b/")),
            containsString("No &lt;b&gt;scraping")));
  }

  @Test
  void who_may_not_decide_gets_no_form() {
    check("requests?scene=viewer", not(containsString("/requests/a/")));
  }

  @Test
  void a_missing_reason_is_told_at_its_field() {
    check(
        "requests?scene=wrong",
        allOf(
            containsString("<details class=\"ask\" open>"),
            containsString("href=\"#reason-a\""),
            containsString("aria-invalid=\"true\"")));
  }

  @Test
  void a_denial_shows_its_facts_and_its_trace() {
    check(
        "denial",
        allOf(
            containsString("<dt>Balance: available</dt><dd>0.12 USD</dd>"),
            containsString("<dt>Plan</dt><dd>credits</dd>"),
            containsString("1,210 µs")));
  }

  @Test
  void a_stranger_is_sent_to_log_in_and_back() {
    for (String path :
        new String[] {
          "", "/denials", "/denials/den_x", "/keys", "/consumers", "/audit", "/settings"
        }) {
      given()
          .redirects()
          .follow(false)
          .get("/admin/acme" + path)
          .then()
          .statusCode(303)
          .header(
              "Location", endsWith("/admin/login?to=%2Fadmin%2Facme" + path.replace("/", "%2F")));
    }
    given().get("/admin/login").then().statusCode(200).body(containsString("For people who"));
  }

  @Test
  void a_log_in_link_leads_nowhere_else() {
    checkReturn("/admin/acme?x=1", "/admin/acme?x=1");
    checkReturn("/admin", "https://evil.example/");
    checkReturn("/admin", "//evil.example/admin/");
    checkReturn("/admin", "/admin/\\evil.example");
    checkReturn("/admin", "/admin/login");
    checkReturn("/admin", "/acme");
    checkReturn("/admin", "/admin/a\r\nSet-Cookie: x");
  }

  private static void check(String page, Matcher<String> expected) {
    given().get("/specimen/" + page).then().body(expected);
  }

  private static void checkReturn(String expected, String asked) {
    assertEquals(expected, ReturnPath.of(asked).value());
  }
}
