package dev.turnpike.backend.management;

import static dev.turnpike.backend.management.Manage.as;
import static dev.turnpike.backend.people.Cast.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Plans by the management API: created, published anew, taken off the shelf. */
@QuarkusTest
class PlansTest {
  private static final String METERED =
      """
      {"billing": "postpaid", "currency": "USD", "recurring_fee": "5.00", "prices": [
        {"unit": "requests", "included": 1000, "tiers": [
          {"up_to": 10000, "price": "0.002"}, {"price": "0.001"}]}]}
      """;

  @Inject Cast cast;
  @Inject Subscriptions subscriptions;

  private String publisher;
  private TenantId acme;
  private String edda;
  private String path;

  @BeforeEach
  void make(TestInfo test) {
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    publisher = "plans-" + own;
    acme = cast.tenant(publisher, true);
    edda = cast.member(acme, "plans-edda." + own, "editor");
    cast.product(acme, "weather", "public");
    path = "/tenants/" + publisher + "/products/weather/plans";
  }

  @Test
  void a_plan_is_created_and_a_new_revision_leaves_the_old_one_to_its_subscribers() {
    create("metered", METERED).statusCode(201).body("number", equalTo(1));
    TenantId globex = cast.tenant("buyer-of-" + publisher, false);
    Acting gwen =
        cast.acting(cast.member(globex, "gwen." + publisher, "owner"), "buyer-of-" + publisher);
    ApplicationId robot = cast.application(gwen, "robot");
    assertInstanceOf(
        Outcome.Done.class,
        await(
            () ->
                subscriptions.request(
                    gwen, new PlanChoice(robot, publisher, "weather", "metered", Mode.TEST))));

    publish("metered", METERED.replace("0.002", "0.003"))
        .statusCode(201)
        .body("number", equalTo(2))
        .body("terms.prices[0].tiers[0].price", equalTo("0.003"));
    publish("metered", METERED.replace("0.002", "0.003"))
        .statusCode(201)
        .body("number", equalTo(2));

    as(edda, Cast.PASSWORD)
        .get(path + "/metered/revisions")
        .then()
        .statusCode(200)
        .body("number", equalTo(List.of(2, 1)))
        .body("subscribers", equalTo(List.of(0, 1)))
        .body("terms.prices[1][0].tiers[0].price", equalTo("0.002"));
    assertEquals(
        "1",
        cast.one(
            "select max(r.number) from subscription s join plan_revision r"
                + " on r.id = s.plan_revision_id where s.publisher_id = ?",
            acme.value()));
  }

  @Test
  void a_revision_can_be_changed_by_nobody() {
    create("metered", METERED).statusCode(201);
    assertEquals(
        "f",
        cast.one(
            "select has_table_privilege('turnpike_app', 'plan_revision', 'update')"
                + " or has_table_privilege('turnpike_app', 'plan_revision', 'delete')"));
  }

  @Test
  void every_fault_is_told_at_once_with_its_field_reason_and_remedy() {
    create(
            "broken",
            """
            {"billing": "prepaid", "currency": "Taler", "colour": "red", "prices": [
              {"unit": "requests", "volume": [{"price": 0.5}]},
              {"unit": "miles", "price": "1"}]}
            """)
        .statusCode(400)
        .body("code", equalTo("REQUEST_INVALID"))
        .body("errors.pointer", hasItem("/terms/currency"))
        .body("errors.pointer", hasItem("/terms/colour"))
        .body("errors.pointer", hasItem("/terms/prices/0/volume/0/price"))
        .body("errors.pointer", hasItem("/terms/prices/1/unit"))
        .body(
            "errors.find { it.pointer == '/terms/prices/0/volume/0/price' }.detail",
            containsString("in quotes"));
    create("broken", "{\"billing\": \"free\", \"currency\": \"USD\", \"request_price\": \"1\"}")
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/terms/billing"));
    as(edda, Cast.PASSWORD).get(path + "/broken/revisions").then().statusCode(404);
  }

  @Test
  @Tag("R19")
  void a_free_product_that_could_ask_for_money_is_flagged() {
    String free =
        """
        {"billing": "free", "currency": "USD",
         "limits": [{"name": "monthly", "kind": "allowance", "quantity": 10, "window": "month"}]}
        """;
    create("free", free)
        .statusCode(201)
        .body("warnings[0].field", equalTo("terms.limits[0].kind"))
        .body("warnings[0].detail", containsString("402"));
    create("metered", METERED).statusCode(201);
    publish("free", free.replace("10", "20")).statusCode(201).body("warnings", equalTo(null));
  }

  @Test
  void a_plan_is_taken_off_the_shelf_and_put_back() {
    create("metered", METERED).statusCode(201);
    for (boolean onSale : new boolean[] {false, true}) {
      body("{\"on_sale\": " + onSale + "}")
          .put(path + "/metered/sale")
          .then()
          .statusCode(200)
          .body("on_sale", equalTo(onSale));
      as(edda, Cast.PASSWORD)
          .get(path)
          .then()
          .body("items.find { it.slug == 'metered' }.on_sale", equalTo(onSale));
    }
    body("{}").put(path + "/metered/sale").then().statusCode(400);
    body("{\"on_sale\": true}").put(path + "/none/sale").then().statusCode(404);
  }

  @Test
  void slugs_names_and_roles_are_checked() {
    create("Metered", METERED).statusCode(400).body("errors[0].pointer", equalTo("/slug"));
    create("metered", METERED).statusCode(201);
    create("metered", METERED).statusCode(409);
    publish("none", METERED).statusCode(404);
    String viewer = cast.member(acme, "viewer." + publisher, "viewer");
    as(viewer, Cast.PASSWORD)
        .contentType(ContentType.JSON)
        .body("{\"slug\": \"other\", \"name\": \"Other\", \"terms\": " + METERED + "}")
        .post(path)
        .then()
        .statusCode(403);
  }

  private ValidatableResponse create(String slug, String terms) {
    return body("{\"slug\": \"" + slug + "\", \"name\": \"The plan\", \"terms\": " + terms + "}")
        .post(path)
        .then();
  }

  private ValidatableResponse publish(String slug, String terms) {
    return body("{\"terms\": " + terms + "}").post(path + "/" + slug + "/revisions").then();
  }

  private RequestSpecification body(String json) {
    return as(edda, Cast.PASSWORD).contentType(ContentType.JSON).body(json);
  }
}
