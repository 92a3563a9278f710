package dev.turnpike.backend.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.definition.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The portal's pages on the cast, as each visitor may see them. */
@QuarkusTest
class PortalPagesTest {
  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  @Test
  void anybody_sees_who_publishes_but_no_consumer() {
    check(
        anonymous(),
        "/",
        200,
        allOf(containsString("Acme Weather"), not(containsString("Initech"))));
  }

  @Test
  @Tag("R147")
  void the_catalogue_tells_prices_limits_and_what_lies_behind_them() {
    check(
        anonymous(),
        "/acme",
        200,
        allOf(
            containsString("0.01 USD a call"),
            containsString("49.00 USD a month"),
            containsString("1,000 calls a month"),
            containsString("then 402 QUOTA_EXHAUSTED"),
            containsString("after Acme Weather has approved"),
            containsString("/acme/weather")));
  }

  @Test
  @Tag("R65")
  void the_catalogue_says_every_price_shape_in_words() {
    check(
        anonymous(),
        "/acme",
        200,
        allOf(
            containsString(
                "1,000 calls a month included, then each of the calls: 0.005 USD up to 10,000,"
                    + " 0.002 USD up to 100,000, 0.001 USD above; at most 500.00 USD a month, then"
                    + " 402"),
            containsString("6.00 USD for each started 10,000 calls"),
            containsString("99.00 USD once, at the start"),
            containsString("90.00 USD a quarter"),
            containsString("the first 14 days cost nothing"),
            containsString("50,000 calls a month<br><small>then a warning")));
  }

  @Test
  void what_a_month_would_cost_is_compared_over_all_plans_and_the_cheapest_is_marked() {
    check(
        anonymous(),
        "/acme/cost/weather?requests=20000",
        200,
        allOf(
            containsString("value=\"20000\""),
            // The fee of 5 and 68 for 19,000 calls behind the 1,000 included
            containsString("73.00 USD"),
            containsString("20,000 calls, 1,000 of them included: 68.00 USD"),
            containsString("does not suffice: it ends at 1,000 calls a month"),
            containsString("<span class=\"badge good\">cheapest</span>"),
            containsString("aria-label=\"Credits: 200.00 USD a month\"")));
    check(anonymous(), "/acme/cost/weather?requests=miles", 200, containsString("value=\"0\""));
    check(anonymous(), "/acme/cost/none", 404, containsString("Nothing here"));
  }

  @Test
  void a_private_api_is_in_no_catalogue() {
    check(anonymous(), "/globex", 200, not(containsString("What Globex has in store")));
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  @Tag("R150")
  void every_code_has_its_page(Code code) {
    check(anonymous(), "/acme/errors/" + code, 200, containsString("<code>" + code + "</code>"));
    check(anonymous(), "/errors/" + code, 200, containsString("href=\"/errors/"));
  }

  @Test
  void an_unknown_code_publisher_or_page_is_not_found() {
    check(anonymous(), "/acme/errors/NO_SUCH_CODE", 404, containsString("Nothing here"));
    check(anonymous(), "/nobody", 404, containsString("Nothing here"));
    check(anonymous(), "/initech", 404, containsString("Nothing here"));
  }

  @Test
  @Tag("R133")
  void the_overview_shows_what_is_wrong_beside_quota_and_money() {
    check(
        loggedIn("gwen@globex.example"),
        "/acme/home?tenant=globex",
        200,
        allOf(
            containsString("Warehouse"),
            containsString("Kiosk has used up its daily limit"),
            containsString("<h2 id=\"wallet\">"),
            containsString("of 1,000,000 calls")));
  }

  @Test
  void another_tenants_overview_keys_and_money_are_not_found() {
    RequestSpecification gwen = loggedIn("gwen@globex.example");
    for (String page : new String[] {"home", "keys", "pay"}) {
      check(gwen, "/acme/" + page + "?tenant=initech", 404, containsString("Nothing here"));
    }
  }

  @Test
  void the_keys_page_shows_states_and_no_secret() {
    check(
        loggedIn("dave@globex.example"),
        "/acme/keys?tenant=globex",
        200,
        allOf(containsString(">valid<"), containsString(">revoked<"), containsString("tp_test_")));
  }

  @Test
  void a_wrong_password_says_nothing_about_which_half_was_wrong() {
    for (String email : new String[] {"dave@globex.example", "nobody@globex.example"}) {
      logIn(email, "wrong").then().statusCode(422).body(containsString("do not belong together"));
    }
  }

  @Test
  void a_form_from_another_site_is_refused() {
    anonymous()
        .header("Origin", "https://evil.example")
        .formParam("email", "dave@globex.example")
        .formParam("password", Samples.PASSWORD)
        .post("/login")
        .then()
        .statusCode(403);
  }

  private static void check(
      RequestSpecification who, String page, int status, Matcher<String> body) {
    who.get(page).then().statusCode(status).body(body);
  }

  private static RequestSpecification anonymous() {
    return given().redirects().follow(false).accept("text/html");
  }

  private RequestSpecification loggedIn(String email) {
    return anonymous().cookies(logIn(email, Samples.PASSWORD).cookies());
  }

  private Response logIn(String email, String password) {
    return anonymous()
        .header("Origin", portal)
        .formParam("email", email)
        .formParam("password", password)
        .post("/login");
  }
}
