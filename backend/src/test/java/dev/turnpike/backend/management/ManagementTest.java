package dev.turnpike.backend.management;

import static dev.turnpike.backend.management.Manage.anonymous;
import static dev.turnpike.backend.management.Manage.as;
import static dev.turnpike.backend.management.Manage.json;
import static dev.turnpike.backend.management.Manage.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.boot.demo.Demo;
import dev.turnpike.backend.people.Cast;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The resources of the management API, over HTTP, on the cast and on customers of its own. */
@QuarkusTest
class ManagementTest {
  private static final String OLIVIA = "olivia@acme.example";
  private static final String GWEN = "gwen@globex.example";
  private static final String DAVE = "dave@globex.example";

  @Inject Cast cast;
  @Inject Demo demo;

  @Test
  void a_wrong_password_is_401_and_does_not_say_which_part_is_wrong() {
    for (String email : new String[] {GWEN, "nobody@globex.example"}) {
      json(anonymous(), Map.of("email", email, "password", "wrong"))
          .post("/sessions")
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", startsWith("Bearer"))
          .contentType("application/problem+json")
          .body("code", equalTo("CREDENTIAL_INVALID"))
          .body("detail", equalTo("E-mail and password do not belong together. Check both."));
    }
  }

  @Test
  @Tag("R3")
  void without_a_token_everything_is_401() {
    for (String path : new String[] {"/tenants", "/tenants/globex/wallets", "/tenants/nowhere"}) {
      anonymous().get(path).then().statusCode(401).body("code", equalTo("CREDENTIAL_MISSING"));
      anonymous()
          .header("Authorization", "Bearer not.a.token")
          .get(path)
          .then()
          .statusCode(401)
          .body("code", equalTo("CREDENTIAL_INVALID"));
    }
    anonymous()
        .header("Authorization", "Bearer " + demo.key("globex", "good"))
        .get("/tenants/globex/wallets")
        .then()
        .statusCode(401)
        .body("detail", containsString("Keys of applications are not accepted here"));
  }

  @Test
  void another_tenant_is_the_same_404_as_none() {
    String[] details = new String[2];
    int i = 0;
    for (String tenant : new String[] {"initech", "no-such-tenant"}) {
      details[i++] =
          as(GWEN)
              .get("/tenants/" + tenant + "/wallets")
              .then()
              .statusCode(404)
              .body("code", equalTo("NOT_FOUND"))
              .extract()
              .path("detail");
    }
    assertEquals(details[0], details[1]);
  }

  @Test
  void a_role_that_is_too_low_is_403_and_says_whom_to_ask() {
    as("edda@acme.example")
        .contentType(ContentType.JSON)
        .body(Map.of("reason", "no"))
        .post(
            "/tenants/acme/subscriptions/" + "00000000-0000-7000-8000-000000000000" + "/rejection")
        .then()
        .statusCode(403)
        .body("code", equalTo("FORBIDDEN"))
        .body("detail", containsString("Ask an owner or admin"));
  }

  @Test
  void people_see_their_tenants_and_roles() {
    as(DAVE)
        .get("/tenants")
        .then()
        .statusCode(200)
        .body("items.slug", equalTo(List.of("globex")))
        .body("items[0].roles", hasItem("developer"));
    as(DAVE).get("/tenants/globex").then().statusCode(200).body("name", equalTo("Globex"));
  }

  @Test
  void a_publisher_sees_its_apis_products_and_plans() {
    as(OLIVIA)
        .get("/tenants/acme/apis")
        .then()
        .statusCode(200)
        .body("items.slug", hasItem("weather"))
        .body("items.find { it.slug == 'weather' }.operations.id", hasItem("forecast"));
    as(OLIVIA).get("/tenants/acme/apis/weather").then().body("visibility", equalTo("public"));
    as(OLIVIA).get("/tenants/acme/apis/none").then().statusCode(404);
    as(OLIVIA)
        .get("/tenants/acme/products")
        .then()
        .statusCode(200)
        .body("items.find { it.slug == 'weather' }.plans.slug", hasItem("credits"));
    as(OLIVIA)
        .get("/tenants/acme/products/weather/plans")
        .then()
        .statusCode(200)
        .body("items.find { it.slug == 'credits' }.terms.request_price", equalTo("0.01"));
  }

  @Test
  void a_list_is_read_page_by_page() {
    String next =
        as(OLIVIA)
            .queryParam("limit", 2)
            .get("/tenants/acme/products/weather/plans")
            .then()
            .statusCode(200)
            .body("items", hasSize(2))
            .body("next", notNullValue())
            .extract()
            .path("next");
    as(OLIVIA)
        .queryParam("limit", 100)
        .queryParam("after", next)
        .get("/tenants/acme/products/weather/plans")
        .then()
        .body("items.slug", not(hasItem(next)))
        .body("next", nullValue());
    for (int limit : new int[] {0, 101}) {
      as(OLIVIA)
          .queryParam("limit", limit)
          .get("/tenants/acme/apis")
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("limit"));
    }
    as(OLIVIA).queryParam("after", "x").get("/tenants/acme/apis").then().statusCode(400);
  }

  @Test
  void a_key_is_shown_once_and_revoked_for_good() {
    Customer customer = Customer.of(cast, "mgmt-keys", "free");
    String keys = customer.path("/applications/" + customer.application() + "/keys");
    customer
        .asOwner()
        .get(keys)
        .then()
        .statusCode(200)
        .body("items[0].id", equalTo(customer.keyId()))
        .body(not(containsString(customer.key())));
    with(customer.key()).get("/billing/state").then().statusCode(200);
    customer
        .asOwner()
        .post(keys + "/" + customer.keyId() + "/revocation")
        .then()
        .statusCode(200)
        .body("revoked_at", notNullValue());
    customer.asOwner().delete(keys + "/" + customer.keyId()).then().statusCode(204);
    Manage.until(401, () -> with(customer.key()).get("/billing/state"))
        .then()
        .statusCode(401)
        .body("code", equalTo("CREDENTIAL_REVOKED"));
    as(GWEN)
        .delete(
            "/tenants/globex/applications/" + customer.application() + "/keys/" + customer.keyId())
        .then()
        .statusCode(404);
  }

  @Test
  @Tag("R8")
  void what_is_malformed_is_400_and_names_the_field() {
    String path = "/tenants/globex/applications";
    as(DAVE)
        .contentType(ContentType.JSON)
        .body("{\"slug\": ")
        .post(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    json(as(DAVE), Map.of("name", "No slug"))
        .post(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("REQUEST_INVALID"))
        .body("errors[0].pointer", equalTo("/slug"));
    json(as(DAVE), Map.of("slug", "Not A Slug", "name", "x"))
        .post(path)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/slug"));
    as(DAVE)
        .contentType(ContentType.JSON)
        .body("{\"slug\": {\"a\": 1}, \"name\": \"x\"}")
        .post(path)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/slug"));
    as(DAVE).contentType(ContentType.JSON).post(path).then().statusCode(400);
    as(DAVE).contentType("text/plain").body("x").post(path).then().statusCode(400);
  }

  @Test
  @Tag("R12")
  void an_accept_that_cannot_be_met_is_406() {
    as(DAVE)
        .accept("image/png")
        .get("/tenants")
        .then()
        .statusCode(406)
        .body("code", equalTo("NOT_ACCEPTABLE"));
  }

  @Test
  @Tag("R10")
  void an_unknown_address_is_404_whatever_is_owed() {
    as("ines@initech.example").get("/tenants/initech/nothing").then().statusCode(404);
    with(demo.key("initech", "overdue")).get("/billing/nothing").then().statusCode(404);
  }

  @Test
  void the_same_application_twice_is_a_conflict() {
    Customer customer = Customer.of(cast, "mgmt-twice", "free");
    json(customer.asOwner(), Map.of("slug", "robot", "name", "Robot"))
        .post(customer.path("/applications"))
        .then()
        .statusCode(409)
        .body("code", equalTo("CONFLICT"));
    json(
            customer.asOwner(),
            Map.of(
                "application",
                customer.application(),
                "publisher",
                "acme",
                "product",
                "weather",
                "plan",
                "free"))
        .post(customer.path("/subscriptions"))
        .then()
        .statusCode(409);
  }

  @Test
  @Tag("R13")
  void a_request_is_decided_once_and_the_second_decider_learns_how_it_stands() {
    Customer customer = Customer.of(cast, "mgmt-partner", "partner");
    as("anton@acme.example")
        .get("/tenants/acme/approvals")
        .then()
        .statusCode(200)
        .body("items.subscription.id", hasItem(customer.subscription()));
    String path = "/tenants/acme/subscriptions/" + customer.subscription();
    json(as("anton@acme.example"), Map.of("reason", " "))
        .post(path + "/rejection")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/reason"));
    json(as("anton@acme.example"), Map.of("comment", "welcome"))
        .post(path + "/approval")
        .then()
        .statusCode(200)
        .body("state.name", equalTo("active"));
    json(as(OLIVIA), Map.of("reason", "too late"))
        .post(path + "/rejection")
        .then()
        .statusCode(409)
        .body("code", equalTo("CONFLICT"))
        .body("state.name", equalTo("active"));
    customer
        .asOwner()
        .get(customer.path("/subscriptions/" + customer.subscription()))
        .then()
        .body("state.name", equalTo("active"));
    json(customer.asOwner(), Map.of())
        .post(customer.path("/subscriptions/" + customer.subscription() + "/approval"))
        .then()
        .statusCode(409)
        .body("state.name", equalTo("active"));
  }

  @Test
  void invoices_and_wallets_are_seen_from_both_sides_and_no_third() {
    as("ines@initech.example")
        .get("/tenants/initech/invoices")
        .then()
        .statusCode(200)
        .body("items.state", hasItem("open"))
        .body("items[0].total.currency", equalTo("USD"));
    String wallet =
        as("ines@initech.example")
            .get("/tenants/initech/wallets")
            .then()
            .statusCode(200)
            .body("items[0].publisher", equalTo("acme"))
            .extract()
            .path("items[0].id");
    as(OLIVIA)
        .queryParam("side", "publisher")
        .get("/tenants/acme/wallets")
        .then()
        .body("items.id", hasItem(wallet));
    as(OLIVIA).get("/tenants/acme/wallets/" + wallet + "/entries").then().statusCode(200);
    as(GWEN).get("/tenants/globex/wallets/" + wallet + "/entries").then().statusCode(404);
    as(GWEN).get("/tenants/globex/wallets/nonsense/entries").then().statusCode(404);
  }

  @Test
  void the_description_is_openapi_31_and_names_every_refusal() {
    anonymous()
        .get("/openapi.json")
        .then()
        .statusCode(200)
        .contentType(containsString("json"))
        .body("openapi", startsWith("3.1"))
        .body(
            "paths.'/manage/v1/top-ups'.post.responses", hasKeys("201", "400", "401", "402", "503"))
        .body("paths.'/manage/v1/sessions'.post.responses", hasKeys("201", "401", "429"))
        .body("paths.keySet()", not(hasItem(containsString("identity-pages"))));
  }

  private static Matcher<Object> hasKeys(String... keys) {
    return new CustomMatcher<>("keys " + List.of(keys)) {
      @Override
      public boolean matches(Object map) {
        return map instanceof Map<?, ?> found && found.keySet().containsAll(List.of(keys));
      }
    };
  }

  @Test
  void operations_do_not_answer_on_the_public_port() {
    given().get("/q/health").then().statusCode(404);
    given().get("/q/metrics").then().statusCode(404);
  }
}
