package dev.turnpike.backend.publishing;

import static dev.turnpike.backend.people.Cast.await;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.gateway.GatewayPort;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.backend.publishing.Bazaar.Stall;
import dev.turnpike.tenants.publishing.FromDocument;
import dev.turnpike.tenants.publishing.FromDocument.Part;
import dev.turnpike.tenants.publishing.FromDocument.Taken;
import dev.turnpike.tenants.publishing.ImportAnswer;
import dev.turnpike.tenants.publishing.Imports;
import dev.turnpike.tenants.publishing.PublishAnswer;
import dev.turnpike.tenants.publishing.Releases;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A document's examples answer calls, and its schemas are what bodies have to fit. */
@QuarkusTest
class FromDocumentTest {
  private static final String DOCUMENT =
      """
      openapi: 3.0.3
      info: {title: Things, version: '1'}
      paths:
        /things/{id}:
          get:
            operationId: readThing
            responses:
              '200':
                description: one
                content:
                  application/json:
                    examples: {lamp: {value: {id: 7, name: lamp}}}
        /things:
          get:
            operationId: listThings
            responses: {'404': {description: none}}
          post:
            operationId: addThing
            requestBody:
              required: true
              content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
            responses: {'201': {description: made}}
      components:
        schemas:
          Thing:
            type: object
            required: [name]
            properties:
              name: {type: string, minLength: 2}
              parts: {type: array, items: {$ref: '#/components/schemas/Thing'}}
      """;

  @Inject Bazaar bazaar;
  @Inject Imports imports;
  @Inject FromDocument fromDocument;
  @Inject Releases releases;
  @Inject GatewayPort gateway;
  @Inject ObjectMapper json;

  @ConfigProperty(name = "turnpike.portal.url")
  String portal;

  private HttpServer origin;

  @BeforeEach
  void open() throws IOException {
    origin = Bazaar.origin("real");
  }

  @AfterEach
  void close() {
    origin.stop(0);
  }

  @Test
  @Tag("R192")
  void examples_answer_calls_once_they_are_published_and_the_origin_again_afterwards()
      throws Exception {
    Stall stall = imported("doc-mocks");
    assertEquals(
        new Taken.Done(2, 1), await(() -> fromDocument.take(stall.editor(), "goods", Part.MOCKS)));
    assertEquals(
        "real /things/7", bazaar.call(stall, "/things/7").body(), "a draft changes nothing");

    publish(stall);
    HttpResponse<String> mocked =
        bazaar.becomes(
            stall,
            "/things/7",
            a -> a.headers().firstValue("Turnpike-Mock").isPresent(),
            Bazaar.BOUND);
    assertEquals(json.readTree("{\"id\":7,\"name\":\"lamp\"}"), json.readTree(mocked.body()));
    assertEquals("real /things", bazaar.call(stall, "/things").body(), "it has no example");

    assertInstanceOf(
        Taken.Done.class, await(() -> fromDocument.drop(stall.editor(), "goods", Part.MOCKS)));
    publish(stall);
    bazaar.becomes(stall, "/things/7", a -> a.body().equals("real /things/7"), Bazaar.BOUND);
  }

  @Test
  @Tag("R192")
  void a_body_that_does_not_fit_the_document_is_refused_with_its_places() throws Exception {
    Stall stall = imported("doc-schemas");
    assertEquals(
        new Taken.Done(1, 2),
        await(() -> fromDocument.take(stall.editor(), "goods", Part.SCHEMAS)));
    publish(stall);
    bazaar.becomes(stall, "/things", a -> a.statusCode() == 200, Bazaar.BOUND);

    HttpResponse<String> refused =
        post(stall, "{\"name\":\"lamp\",\"parts\":[{\"name\":\"x\"},{}]}");
    for (int i = 0; i < 50 && refused.statusCode() == 200; i++) {
      Thread.sleep(20); // the release is in force within a second
      refused = post(stall, "{\"name\":\"lamp\",\"parts\":[{\"name\":\"x\"},{}]}");
    }
    assertEquals(400, refused.statusCode(), refused.body());
    JsonNode problem = json.readTree(refused.body());
    assertEquals("REQUEST_INVALID", problem.path("code").asText(), refused.body());
    assertEquals("/parts/0/name", problem.path("errors").path(0).path("pointer").asText());
    assertEquals("/parts/1/name", problem.path("errors").path(1).path("pointer").asText());
    assertEquals("real /things", post(stall, "{\"name\":\"lamp\"}").body());
  }

  @Test
  void people_take_them_on_the_page_of_policies() throws Exception {
    Stall stall = imported("doc-page");
    String page = "/admin/" + stall.slug() + "/apis/goods/policies";
    RequestSpecification edda = browser(stall.email());
    assertTrue(edda.get(page).asString().contains("In the draft: 0 of 3"));

    Response taken = browser(stall.email()).formParam("act", "take").post(page + "/mocks");
    assertEquals(303, taken.statusCode());
    String told = browser(stall.email()).get(taken.header("Location")).asString();
    assertTrue(told.contains("Taken for 2 operations. For 1 the document"), told);
    assertTrue(told.contains("In the draft: 2 of 3"), told);
  }

  @Test
  void an_api_without_a_document_says_so() throws Exception {
    Stall stall = bazaar.stall("doc-none", origin);
    assertInstanceOf(
        Taken.NoDocument.class,
        await(() -> fromDocument.take(stall.editor(), "goods", Part.MOCKS)));
  }

  private RequestSpecification browser(String email) {
    String cookie =
        given()
            .redirects()
            .follow(false)
            .header("Origin", portal)
            .formParam("email", email)
            .formParam("password", Cast.PASSWORD)
            .post("/admin/login")
            .getCookie("turnpike_admin");
    return given()
        .redirects()
        .follow(false)
        .header("Origin", portal)
        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
        .cookie("turnpike_admin", cookie);
  }

  private Stall imported(String slug) throws Exception {
    Stall stall = bazaar.stall(slug, origin);
    assertInstanceOf(
        ImportAnswer.Done.class,
        await(
            () ->
                imports.read(stall.editor(), "goods", DOCUMENT.getBytes(StandardCharsets.UTF_8))));
    publish(stall);
    return stall;
  }

  private void publish(Stall stall) throws Exception {
    assertInstanceOf(
        PublishAnswer.Done.class, await(() -> releases.publish(stall.editor(), "goods", "")));
  }

  private HttpResponse<String> post(Stall stall, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + gateway.number() + stall.path("/things")))
              .header("X-API-Key", stall.key())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
