package dev.turnpike.portal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogInPagesTest {
  @Test
  void the_form_keeps_where_the_visitor_was_going() {
    given()
        .get("/login?to=/acme/resolve/den_1")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("name=\"to\" value=\"/acme/resolve/den_1\""),
                containsString("put it right")));
  }

  @Test
  void the_form_never_leads_to_another_site() {
    given()
        .get("/login?to=//evil.example/x")
        .then()
        .statusCode(200)
        .body(containsString("name=\"to\" value=\"/\""));
  }

  @Test
  void logging_out_leads_to_the_start() {
    given()
        .redirects()
        .follow(false)
        .post("/logout")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/"));
  }
}
