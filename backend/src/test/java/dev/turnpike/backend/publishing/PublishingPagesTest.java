package dev.turnpike.backend.publishing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From an empty publisher to an API that is published, sold, shown and given out, on pages. */
@QuarkusTest
class PublishingPagesTest {
  private static final String PETS =
      """
      openapi: 3.1.0
      info: {title: Pets, version: '1'}
      x-internal: true
      paths:
        /pets:
          get:
            operationId: listPets
            summary: All pets
            description: In the order of their births.
            tags: [pets]
            parameters:
              - {in: query, name: limit, description: How many, schema: {type: integer, maximum: 100}}
            responses:
              '200':
                description: The pets.
                content:
                  application/json:
                    schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
          post:
            operationId: addPet
            summary: One more pet
            tags: [pets]
            requestBody:
              required: true
              content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
            responses: {'201': {description: There it is.}}
        /health:
          get: {operationId: health, tags: [about], responses: {'200': {description: Well.}}}
      components:
        schemas:
          Pet:
            required: [name]
            properties:
              name: {type: string, examples: [Rex]}
              mother: {$ref: '#/components/schemas/Pet'}
      """;

  @Inject Cast cast;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private String cookie;
  private String root;

  @Test
  @Tag("R142")
  @Tag("R145")
  @Tag("R147")
  @Tag("R148")
  @Tag("R149")
  @Tag("R190")
  @Tag("R191")
  @Tag("R194")
  void from_an_empty_publisher_to_a_reference_with_prices_and_refusals() throws Exception {
    TenantId publisher = cast.tenant("pages-pets", true);
    logIn(cast.member(publisher, "pages-pets-editor", "owner"));
    root = "/admin/pages-pets/apis";
    page().get(root).then().statusCode(200).body(containsString("You have no API yet"));

    page()
        .formParam("name", "Pets")
        .formParam("slug", "Bad Slug")
        .post(root)
        .then()
        .statusCode(422)
        .body(allOf(containsString("#slug"), containsString("value=\"Bad Slug\"")));
    page()
        .formParam("name", "Pets")
        .formParam("slug", "pets")
        .post(root)
        .then()
        .statusCode(303)
        .header("Location", endsWith("/apis/pets/draft"));

    document("openapi: 2.0").then().statusCode(422).body(containsString("OpenAPI 2.0"));
    document(PETS).then().statusCode(303).header("Location", endsWith("/draft/report"));
    page()
        .get(root + "/pets/draft/report?kind=ignored")
        .then()
        .statusCode(200)
        .body(allOf(containsString("x-internal"), containsString("Extension")));
    page()
        .formParam("note", "First")
        .post(root + "/pets/draft/release")
        .then()
        .statusCode(422)
        .body(containsString("origins.origin"));

    HttpServer origin = Bazaar.origin("pets");
    String terms =
        "origins: {origin: '"
            + Bazaar.address(origin)
            + "'}\noperations:\n"
            + "  - {id: listPets, method: GET, path: /pets, summary: All pets}\n"
            + "  - {id: addPet, method: POST, path: /pets}\n"
            + "  - {id: health, method: GET, path: /health}\n";
    page()
        .formParam("terms", "operations: [{id: 1}]")
        .post(root + "/pets/draft")
        .then()
        .statusCode(422)
        .body(containsString("line 1"));
    page().formParam("terms", terms).post(root + "/pets/draft").then().statusCode(303);
    page()
        .formParam("note", "The first <b>release</b>")
        .post(root + "/pets/draft/release")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/apis/pets?done=1"));
    origin.stop(0);
    page()
        .get(root + "/pets?done=1")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Release 1 is live."),
                containsString("The first &lt;b&gt;release&lt;/b&gt;"),
                containsString("It is in no product"),
                containsString("pages-pets-editor")));

    page()
        .formParam("product", "pets")
        .formParam("product_name", "Pets")
        .post(root + "/pets/products")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/plans/pets"));
    cast.plan(
        publisher,
        "pets",
        "paid",
        """
        {"billing": "prepaid", "currency": "USD", "request_price": "0.01",
         "limits": [{"name": "speed", "kind": "rate", "quantity": 5, "window": "second"}]}
        """);
    cast.plan(
        publisher,
        "pets",
        "taste",
        """
        {"billing": "free", "currency": "USD", "operations": ["health"],
         "limits": [{"name": "calls", "kind": "allowance", "quantity": 10, "window": "day"}]}
        """);

    String reference = "/pages-pets/reference/pets";
    String list = given().get(reference).then().statusCode(200).extract().asString();
    assertTrue(list.contains("/pets") && list.contains("All pets") && list.contains("about"), list);
    given()
        .get(reference + "?q=HEALTH")
        .then()
        .body(allOf(containsString("id=health"), not(containsString("id=listPets"))));
    given().get(reference + "?kind=schema").then().body(containsString("schema?name=Pet"));

    String operation =
        given()
            .get(reference + "/operation?id=listPets")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    for (String told :
        new String[] {
          "requires payment",
          "In the order of their births.",
          "at most 100",
          ">Pet</a>",
          "/errors/INSUFFICIENT_CREDITS",
          "/errors/PLAN_UPGRADE_REQUIRED",
          "/errors/RATE_LIMITED",
          "0.01",
          "not included: 402",
          "then 429 RATE_LIMITED: wait",
          "X-API-Key",
          "answer.status === 402",
          "refused.code == 402",
          "case 402 -&gt;",
        }) {
      assertTrue(operation.contains(told), told + " in " + operation);
    }
    String health =
        given().get(reference + "/operation?id=health").then().statusCode(200).extract().asString();
    assertTrue(health.contains("free or paid, by plan"), health);
    assertTrue(health.contains("/errors/FREE_TIER_EXHAUSTED"), health);
    given()
        .get(reference + "/schema?name=Pet")
        .then()
        .statusCode(200)
        .body(allOf(containsString("mother"), containsString("Rex")));
    given().get(reference + "/operation?id=nothing").then().statusCode(404);
    given().get("/pages-pets/reference/nothing").then().statusCode(404);

    given()
        .get(reference + "/openapi.json")
        .then()
        .statusCode(200)
        .contentType(ContentType.JSON)
        .body("servers[0].url", endsWith("/pages-pets/pets"))
        .body(
            "paths.'/pets'.get.responses.'402'.'$ref'",
            equalTo("#/components/responses/TurnpikePaymentRequired"))
        .body("paths.'/pets'.get.responses.'429'.'$ref'", containsString("TooManyRequests"))
        .body("paths.'/pets'.get.operationId", equalTo("listPets"))
        .body("components.securitySchemes.TurnpikeKey.name", equalTo("X-API-Key"))
        .body("components.schemas.TurnpikeProblem.required", hasItem("code"));
    given()
        .get(reference + "/llms.txt")
        .then()
        .statusCode(200)
        .body(
            allOf(containsString("# Pets"), containsString("[GET /pets]"), containsString("402")));
  }

  @Test
  @Tag("R190")
  void a_document_read_again_shows_what_breaks_and_a_release_goes_back_in_one_step() {
    TenantId publisher = cast.tenant("pages-again", true);
    logIn(cast.member(publisher, "pages-again-editor", "owner"));
    root = "/admin/pages-again/apis";
    page().formParam("name", "Pets").formParam("slug", "pets").post(root).then().statusCode(303);
    String served = PETS.replace("x-internal: true", "servers: [{url: 'https://pets.example'}]");
    document(served).then().statusCode(303);
    page().formParam("note", "").post(root + "/pets/draft/release").then().statusCode(303);

    document(served.replace("required: [name]", "required: [name, mother]")).then().statusCode(303);
    page()
        .get(root + "/pets/draft")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Member now required"),
                containsString("/components/schemas/Pet/properties/mother"),
                containsString("1 changes break callers")));
    page().formParam("note", "Mothers").post(root + "/pets/draft/release").then().statusCode(303);
    page()
        .get(root + "/pets/releases/1")
        .then()
        .statusCode(200)
        .body(containsString("Make release 1 live"));
    page()
        .post(root + "/pets/releases/1/live")
        .then()
        .statusCode(303)
        .header("Location", endsWith("?done=1"));
    assertEquals(
        "1 2",
        cast.one(
            "select string_agg(r.number || '', ' ' order by r.id = a.release_id desc, r.number)"
                + " from api a join api_release r on r.api_id = a.id where a.tenant_id = ?",
            publisher.value()));
    page().post(root + "/pets/draft/end").then().statusCode(303);
  }

  @Test
  void the_same_by_the_management_api() {
    TenantId publisher = cast.tenant("pages-manage", true);
    String email = cast.member(publisher, "pages-manage-editor", "editor");
    String viewer = cast.member(publisher, "pages-manage-viewer", "viewer");
    String apis = "/manage/v1/tenants/pages-manage/apis";
    manage(email)
        .contentType(ContentType.JSON)
        .body(Map.of("slug", "pets", "name", "Pets"))
        .post(apis)
        .then()
        .statusCode(201)
        .body("stage", equalTo("draft"));
    manage(email)
        .contentType(ContentType.JSON)
        .body(Map.of("slug", "pets", "name", "Pets"))
        .post(apis)
        .then()
        .statusCode(409);
    manage(email)
        .contentType("application/yaml")
        .body(PETS.getBytes(StandardCharsets.UTF_8))
        .put(apis + "/pets/draft/document")
        .then()
        .statusCode(200)
        .body("understood", equalTo(5))
        .body("findings.find { it.what == 'extension' }.pointer", equalTo("/x-internal"));
    manage(email)
        .contentType("application/yaml")
        .body("nothing".getBytes(StandardCharsets.UTF_8))
        .put(apis + "/pets/draft/document")
        .then()
        .statusCode(400);
    manage(email)
        .contentType(ContentType.JSON)
        .body("{\"terms\": {\"origins\": {\"origin\": 7}, \"operations\": [{\"id\": \"a\"}]}}")
        .put(apis + "/pets/draft")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem("/terms/origins/origin"));
    manage(email)
        .contentType(ContentType.JSON)
        .body(
            "{\"terms\": {\"origins\": {\"origin\": \"https://pets.example\"}, \"operations\":"
                + " [{\"id\": \"all\", \"method\": \"GET\", \"path\": \"/pets\"}]}}")
        .put(apis + "/pets/draft")
        .then()
        .statusCode(200)
        .body("document", equalTo(true));
    manage(viewer)
        .contentType(ContentType.JSON)
        .body("{}")
        .post(apis + "/pets/releases")
        .then()
        .statusCode(403);
    manage(email)
        .contentType(ContentType.JSON)
        .body("{\"note\": \"One\"}")
        .post(apis + "/pets/releases")
        .then()
        .statusCode(201)
        .body("number", equalTo(1))
        .body("published_by", containsString("pages-manage-editor"));
    manage(email)
        .contentType(ContentType.JSON)
        .body("{\"number\": 1}")
        .put(apis + "/pets/releases/live")
        .then()
        .statusCode(409);
    manage(viewer)
        .get(apis + "/pets/releases")
        .then()
        .statusCode(200)
        .body("[0].live", equalTo(true));
    manage(email)
        .contentType(ContentType.JSON)
        .body("{\"since\": \"2027-01-01T00:00:00Z\"}")
        .put(apis + "/pets/end")
        .then()
        .statusCode(200)
        .body("terms.deprecation.since", equalTo("2027-01-01T00:00:00Z"));
    manage(email).put(apis + "/pets/end/retirement").then().statusCode(200);
    manage(email).delete(apis + "/pets/end/retirement").then().statusCode(200);
    manage(email).delete(apis + "/pets/end").then().statusCode(200).body("number", equalTo(3));
  }

  private Response document(String text) {
    return page().multiPart("pasted", text).post(root + "/pets/draft/document");
  }

  private RequestSpecification page() {
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .header("Accept", "text/html,application/xhtml+xml")
        .cookie("turnpike_admin", cookie);
  }

  private void logIn(String email) {
    cookie =
        given()
            .redirects()
            .follow(false)
            .header("Origin", portal)
            .formParam("email", email)
            .formParam("password", Cast.PASSWORD)
            .post("/admin/login")
            .getCookie("turnpike_admin");
  }

  private static RequestSpecification manage(String email) {
    String token =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("email", email, "password", Cast.PASSWORD))
            .post("/manage/v1/sessions")
            .then()
            .statusCode(201)
            .extract()
            .path("token");
    return given().header("Authorization", "Bearer " + token);
  }
}
