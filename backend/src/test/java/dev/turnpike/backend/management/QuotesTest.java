package dev.turnpike.backend.management;

import static dev.turnpike.backend.management.Manage.anonymous;
import static dev.turnpike.backend.management.Manage.as;
import static dev.turnpike.backend.management.Manage.json;
import static dev.turnpike.backend.management.Manage.with;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.turnpike.backend.boot.demo.Demo;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a call would cost, from which plan: by the sums it would be charged by. */
@QuarkusTest
class QuotesTest {
  private static final String CALL = "/acme/weather/forecast/berlin";

  @Inject Demo demo;

  @Test
  @Tag("R65")
  void a_person_is_quoted_a_plan_of_the_catalogue() {
    json(
            as("gwen@globex.example"),
            Map.of("path", CALL, "plan", "metered", "units", Map.of("requests", 20_000)))
        .post("/quotes")
        .then()
        .statusCode(200)
        .body("plan", equalTo("metered"))
        .body("billing", equalTo("postpaid"))
        // 1,000 included, 10,000 at 0.005 and 9,000 at 0.002
        .body("cost.amount", equalTo("68.00"))
        .body("at_most.amount", equalTo("100.00"))
        .body("lines[0].unit", equalTo("requests"))
        .body("lines[0].included_left", equalTo(1000));
  }

  @Test
  void an_application_is_quoted_the_plan_that_it_holds() {
    json(with(demo.key("globex", "good")), Map.of("path", CALL))
        .post("/quotes")
        .then()
        .statusCode(200)
        .body("publisher", equalTo("acme"))
        .body("product", equalTo("weather"))
        .body("lines.size()", equalTo(0))
        .body("cost.amount", equalTo("0.00"));
    json(with(demo.key("globex", "good")), Map.of("path", CALL, "plan", "credits"))
        .post("/quotes")
        .then()
        .statusCode(200)
        .body("cost.amount", equalTo("0.01"))
        .body("at_most.amount", equalTo("0.01"));
  }

  @Test
  void what_cannot_be_quoted_names_the_field() {
    json(as("gwen@globex.example"), Map.of("path", CALL))
        .post("/quotes")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/plan"));
    json(as("gwen@globex.example"), Map.of("path", "/acme/nothing/x", "plan", "credits"))
        .post("/quotes")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/path"));
    json(
            as("gwen@globex.example"),
            Map.of("path", CALL, "plan", "credits", "units", Map.of("miles", 1)))
        .post("/quotes")
        .then()
        .statusCode(400)
        .body("errors[0].detail", containsString("input_tokens"));
    json(anonymous(), Map.of("path", CALL)).post("/quotes").then().statusCode(401);
  }
}
