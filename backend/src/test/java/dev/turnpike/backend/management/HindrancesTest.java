package dev.turnpike.backend.management;

import static dev.turnpike.backend.management.Manage.as;
import static dev.turnpike.backend.management.Manage.json;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.turnpike.backend.people.Cast;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Block and pause through the API. */
@QuarkusTest
class HindrancesTest {
  @Inject Cast cast;

  private static RequestSpecification publisher() {
    return as("olivia@acme.example");
  }

  @Test
  @Tag("R4")
  void a_publisher_blocks_with_a_reason_and_unblocks() {
    Customer customer = Customer.of(cast, "mgmt-blocked", "free");
    String block = "/tenants/acme/subscriptions/" + customer.subscription() + "/block";
    json(publisher(), Map.of())
        .post(block)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/reason"));
    for (int i = 0; i < 2; i++) {
      json(publisher(), Map.of("reason", "Too many complaints."))
          .post(block)
          .then()
          .statusCode(200)
          .body("hindrances[0].kind", equalTo("blocked"))
          .body("hindrances[0].reason", equalTo("Too many complaints."));
    }
    publisher().delete(block).then().statusCode(200).body("hindrances", empty());
  }

  @Test
  void a_consumer_pauses_and_resumes_but_lifts_no_block() {
    Customer customer = Customer.of(cast, "mgmt-paused", "free");
    String own = customer.path("/subscriptions/" + customer.subscription());
    json(customer.asOwner(), Map.of())
        .post(own + "/pause")
        .then()
        .statusCode(200)
        .body("hindrances[0].kind", equalTo("paused"));
    customer.asOwner().delete(own + "/block").then().statusCode(404);
    customer.asOwner().delete(own + "/pause").then().statusCode(200).body("hindrances", empty());
    json(publisher(), Map.of())
        .post("/tenants/acme/subscriptions/" + customer.subscription() + "/pause")
        .then()
        .statusCode(404);
  }
}
