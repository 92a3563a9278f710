package dev.turnpike.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Tag;
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
        "directory",
        "catalogue",
        "product",
        "subscribe",
        "home",
        "home?scene=well",
        "keys",
        "pay",
        "code",
        "confirm",
        "resolve",
        "resolve?scene=paid",
        "resolve?scene=tried",
        "resolve?scene=invoice",
        "resolve?scene=request",
        "resolve?scene=ask",
        "resolve?scene=pending",
        "resolve?scene=insufficient_funds"
      })
  void a_page_has_one_heading_unique_ids_and_nothing_inline(String page) {
    String html = given().get("/specimen/" + page).then().statusCode(200).extract().asString();
    assertEquals(1, H1.matcher(html).results().count(), "h1");
    long ids = ID.matcher(html).results().count();
    assertEquals(ids, ID.matcher(html).results().map(m -> m.group(1)).distinct().count(), "ids");
    assertEquals(-1, html.indexOf(" style="), "inline style");
    assertEquals(-1, html.indexOf("<script"), "script");
    assertEquals(-1, html.indexOf("NOT_FOUND"), "unresolved");
  }

  @Test
  @Tag("R35")
  void the_resolve_page_shows_this_call_its_numbers_and_a_prefilled_amount() {
    check(
        "resolve",
        allOf(
            containsString("/acme/weather/v1/now?city=Berlin"),
            containsString("0.12 USD"),
            containsString("<dt>Missing</dt><dd>0.38 USD</dd>"),
            containsString("name=\"amount\" type=\"text\" value=\"10.00\""),
            containsString("Visa ending in 9995")));
  }

  @Test
  void each_way_a_payment_can_fail_says_why() {
    check("resolve?scene=insufficient_funds", containsString("not enough money on it"));
    check("resolve?scene=expired_card", containsString("The card has expired"));
    check("resolve?scene=authentication_failed", containsString("was not confirmed"));
    check("resolve?scene=do_not_honor", containsString("the code do_not_honor"));
    check("resolve?scene=outage", containsString("out of reach"));
    check(
        "resolve?scene=pending",
        allOf(containsString("not a decline"), not(containsString("was declined"))));
  }

  @Test
  void who_may_not_pay_sees_whom_to_ask_and_no_card() {
    check(
        "resolve?scene=ask",
        allOf(
            containsString("Dana Okafor &lt;dana@globex.example&gt;"),
            not(containsString("name=\"card\""))));
  }

  @Test
  void after_paying_the_call_can_be_tried_again() {
    check(
        "resolve?scene=paid",
        allOf(containsString("the wallet now holds 10.12 USD"), containsString("Try it again")));
    check(
        "resolve?scene=tried",
        allOf(containsString("Answered 200 0.4 s after the payment"), containsString("celsius")));
  }

  @Test
  void the_overview_names_what_is_wrong_and_the_button_that_fixes_it() {
    check(
        "home",
        allOf(
            containsString("Invoice ACME-2026-0012 is overdue"),
            containsString("class=\"button primary\" href=\"" + Cast.PAGE + "\">Pay 49.00 USD")));
    check("home?scene=well", containsString("Everything works"));
  }

  private static void check(String page, Matcher<String> expected) {
    given().get("/specimen/" + page).then().statusCode(200).body(expected);
  }
}
