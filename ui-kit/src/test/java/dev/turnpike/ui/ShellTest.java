package dev.turnpike.ui;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShellTest {
  @Test
  void a_page_has_landmarks_a_skip_link_and_escapes_what_it_is_given() {
    given()
        .get("/specimen")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("<a class=\"skip\" href=\"#main\">Skip to content</a>"),
                containsString("<main id=\"main\""),
                containsString("Specimen &lt;b&gt; · acme"),
                containsString("Demo: sample data"),
                containsString("aria-label=\"Tokens this month: 87 % used\""),
                containsString("21 Nov 2026, 10:27:13 UTC"),
                not(containsString("style=")),
                not(containsString("<script"))));
  }

  @Test
  void a_page_cannot_be_framed_scripted_or_cached() {
    given()
        .get("/specimen")
        .then()
        .header("Content-Security-Policy", PageHeaders.POLICY)
        .header("X-Frame-Options", "DENY")
        .header("Cache-Control", "no-store");
  }

  @Test
  void a_chosen_theme_is_kept_and_an_unknown_one_is_not() {
    given().get("/specimen?theme=dark").then().body(containsString("data-theme=\"dark\""));
    given().get("/specimen?theme=x").then().body(not(containsString("data-theme")));
  }

  @Test
  void a_german_browser_gets_german_words_numbers_and_dates() {
    given()
        .header("Accept-Language", "de-AT,de;q=0.9,en;q=0.5")
        .get("/specimen")
        .then()
        .body(
            allOf(
                containsString("<html lang=\"de\""),
                containsString("Zum Inhalt springen"),
                containsString("4.200 von 10.000 requests"),
                containsString("aria-label=\"Tokens this month: 87 % verbraucht\""),
                containsString("21. Nov. 2026, 10:27:13 UTC")));
  }

  @Test
  void a_language_that_no_page_speaks_becomes_english() {
    for (String asked : new String[] {"fr", "*", "de;q=0, en"}) {
      given()
          .header("Accept-Language", asked)
          .get("/specimen")
          .then()
          .body(containsString("<html lang=\"en\""));
    }
  }

  @Test
  void what_the_reader_chose_goes_before_what_the_browser_asks_for() {
    String chosen = new Reader(Language.ENGLISH, ZoneId.of("Europe/Berlin"), "dark").written();
    given()
        .header("Accept-Language", "de")
        .cookie("turnpike_view", chosen)
        .get("/specimen")
        .then()
        .body(
            allOf(
                containsString("<html lang=\"en\" data-theme=\"dark\""),
                containsString("21 Nov 2026, 11:27:13 CET")));
    given()
        .cookie("turnpike_view", "xx.blue.Nowhere~Land")
        .get("/specimen")
        .then()
        .body(allOf(containsString("<html lang=\"en\">"), containsString("10:27:13 UTC")));
  }

  @Test
  void the_stylesheet_is_served_for_long() {
    given()
        .get(Stylesheet.stylesheet())
        .then()
        .statusCode(200)
        .contentType("text/css")
        .header("Cache-Control", containsString("immutable"));
  }

  @Test
  void an_error_page_names_its_incident() {
    given().get("/specimen/error/404").then().body(containsString("Nothing here"));
    given()
        .get("/specimen/error/500")
        .then()
        .body(allOf(containsString("inc-1"), containsString("Something broke")));
  }
}
