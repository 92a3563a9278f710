package dev.turnpike.tenants.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.openapi.Finding.What;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of documents, well written or not. */
class DocumentImportTest {
  private static final String HEAD = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\n";

  @Test
  void operations_come_in_order_with_their_ids() {
    check(
        """
        servers: [{url: 'https://{region}.shop.example/v1/', variables: {region: {default: eu}}}]
        paths:
          /pets:
            get: {operationId: listPets, summary: ' All pets '}
            post: {operationId: addPet, parameters: [{in: header, name: idempotency-key}]}
          /pets/{id}: {get: {}}
        """,
        "listPets GET /pets All pets; addPet POST /pets null once; get/pets/id GET /pets/{id} null",
        What.SERVER_VARIABLES,
        What.SERVER,
        What.OPERATION,
        What.IDEMPOTENCY,
        What.OPERATION,
        What.ID_MADE,
        What.OPERATION);
  }

  @Test
  void ids_are_made_fit_and_unique() {
    check(
        """
        paths:
          /a: {get: {operationId: 'find things!'}, put: {operationId: same}}
          /b: {get: {operationId: same}}
        """,
        "find-things GET /a null; same PUT /a null; same-2 GET /b null",
        What.ID_CLEANED,
        What.OPERATION,
        What.OPERATION,
        What.ID_TWICE,
        What.OPERATION);
  }

  @Test
  void a_name_that_plans_use_stays_with_its_route() {
    Imported imported =
        imported(
            "paths: {'/pets/{petId}': {get: {operationId: getPet}}, /x: {get: {operationId: pet}}}",
            List.of(new OperationTerms("pet", "GET", "/pets/{id}", null, true)));
    assertEquals("pet GET /pets/{petId} null once; pet-2 GET /x null", routes(imported.terms()));
    assertEquals(1, imported.report().counts().get(What.ID_KEPT));
  }

  @Test
  void what_cannot_be_routed_is_told() {
    check(
        """
        paths:
          /compare/{base}...{head}: {get: {operationId: compare}}
          /q?x=1: {get: {operationId: query}}
          no-slash: {get: {operationId: bare}}
          /t: {trace: {operationId: trace}}
          /u/{a}: {get: {operationId: first}}
          /u/{b}: {get: {operationId: second}}
        """,
        "compare GET /compare/{base_head} null; first GET /u/{a} null",
        What.SEGMENT_WIDENED,
        What.OPERATION,
        What.PATH_QUERY,
        What.PATH_BROKEN,
        What.METHOD,
        What.OPERATION,
        What.SAME_ROUTE);
  }

  @Test
  void the_rest_of_a_document_is_reported_with_its_pointer() {
    Imported imported =
        imported(
            """
            x-logo: {}
            paths:
              /a:
                get:
                  operationId: a
                  callbacks: {done: {}}
                  responses:
                    '200':
                      description: ok
                      links: {next: {operationId: a}}
                      content: {application/json: {schema: {$ref: '#/components/schemas/Gone'},
                        example: {x-not: an extension}}}
                    '400': {$ref: 'other.yaml#/x'}
            components:
              schemas: {A: {properties: {x-name: {type: string}, $ref: {type: string}}}}
              securitySchemes: {key: {type: apiKey, in: header, name: k}}
            """,
            List.of());
    List<String> told =
        imported.report().findings().stream().map(f -> f.what() + " " + f.pointer()).toList();
    assertEquals(
        List.of(
            "OPERATION /paths/~1a/get",
            "CALLBACKS /paths/~1a/get/callbacks",
            "SCHEMAS /components/schemas",
            "SECURITY /components/securitySchemes/key",
            "LINKS /paths/~1a/get/responses/200/links",
            "REFERENCE_BROKEN"
                + " /paths/~1a/get/responses/200/content/application~1json/schema/$ref",
            "REFERENCE_ELSEWHERE /paths/~1a/get/responses/400/$ref",
            "EXAMPLES /paths/~1a/get/responses/200/content/application~1json/example",
            "EXTENSION /x-logo"),
        told);
  }

  @Test
  void what_is_no_document_is_refused_with_a_reason() {
    refused("", Reading.Reason.EMPTY);
    refused("   \n", Reading.Reason.EMPTY);
    refused("{\"openapi\": ", Reading.Reason.BROKEN);
    refused("a: [1", Reading.Reason.BROKEN);
    refused("just words", Reading.Reason.NO_OPENAPI);
    refused("{\"info\": {}}", Reading.Reason.NO_OPENAPI);
    refused("swagger: '2.0'", Reading.Reason.VERSION);
    refused("openapi: 4.0.0", Reading.Reason.VERSION);
    refused(HEAD + "paths: {}", Reading.Reason.NOTHING_TO_CALL);
    refused("{\"a\":".repeat(300) + "1" + "}".repeat(300), Reading.Reason.TOO_DEEP);
    refused("[".repeat(300) + "]".repeat(300), Reading.Reason.TOO_DEEP);
    Reading.Bad large =
        assertInstanceOf(Reading.Bad.class, Document.read(new byte[Document.MOST_BYTES + 1]));
    assertEquals(Reading.Reason.TOO_LARGE, large.reason());
  }

  @Test
  void more_operations_than_an_api_may_have_are_refused() {
    StringBuilder paths = new StringBuilder(HEAD + "paths:\n");
    for (int i = 0; i <= 2_000; i++) {
      paths.append("  /p").append(i).append(": {get: {operationId: p").append(i).append("}}\n");
    }
    refused(paths.toString(), Reading.Reason.TOO_MANY);
  }

  @Test
  void anchors_are_not_multiplied() {
    StringBuilder laughs = new StringBuilder(HEAD + "x-a0: &a0 [lol, lol]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("x-a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    laughs.append("paths: {/a: {get: {operationId: a}}}\n");
    assertEquals("a GET /a null", routes(imported(laughs.toString(), List.of(), "").terms()));
  }

  @Test
  void circles_end_and_pages_stay_small() {
    StringBuilder wide = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      wide.append("          m").append(i).append(": {$ref: '#/components/schemas/Node'}\n");
    }
    Imported imported =
        imported(
            """
            paths:
              /a:
                post:
                  operationId: a
                  requestBody:
                    content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}
                  responses: {'200': {$ref: '#/components/responses/Loop'}}
            components:
              responses: {Loop: {$ref: '#/components/responses/Loop'}}
              schemas:
                Node:
                  properties:
                    next: {$ref: '#/components/schemas/Node'}
                    all: {type: array, items: {$ref: '#/components/schemas/Node'}}
                Self: {allOf: [{$ref: '#/components/schemas/Self'}]}
                Wide:
                  properties:
            """
                + wide.toString().replace("          m", "        m"),
            List.of());
    List<Entry> entries = new ArrayList<>();
    Reference.write(imported, entries::add);
    assertEquals(List.of("a", "Node", "Self", "Wide"), entries.stream().map(Entry::name).toList());
    Sheet.Body body = entries.getFirst().sheet().request().getFirst();
    assertEquals(List.of("next", "all"), body.fields().stream().map(Sheet.Field::name).toList());
    assertEquals("Node", body.fields().getFirst().schema());
    assertEquals("array of Node", body.fields().get(1).type());
    Sheet large = entries.getLast().sheet();
    assertTrue(large.cut(), "3,000 members fit no page");
    assertTrue(large.request().getFirst().fields().size() > 40);
  }

  @Test
  void both_versions_say_null_and_limits_their_own_way() {
    String schemas =
        """
        components:
          schemas:
            Old: {properties: {n: {type: integer, nullable: true, minimum: 1,
              exclusiveMinimum: true, description: Count, enum: [1, 2]}}, required: [n]}
            New: {properties: {n: {type: [integer, 'null'], exclusiveMinimum: 1, const: 3}}}
        """;
    Imported imported = imported("paths: {/a: {get: {operationId: a}}}\n" + schemas, List.of());
    List<Entry> entries = new ArrayList<>();
    Reference.write(imported, entries::add);
    Sheet.Field old = entries.get(1).sheet().request().getFirst().fields().getFirst();
    Sheet.Field now = entries.get(2).sheet().request().getFirst().fields().getFirst();
    assertEquals("integer or null", old.type());
    assertEquals("integer or null", now.type());
    assertTrue(old.required());
    assertEquals(
        List.of("ONE_OF 1, 2", "MORE_THAN 1"),
        old.facts().stream().map(f -> f.sort() + " " + f.value()).toList());
    assertEquals(
        List.of("CONSTANT 3", "MORE_THAN 1"),
        now.facts().stream().map(f -> f.sort() + " " + f.value()).toList());
  }

  private static void check(String paths, String expected, What... findings) {
    Imported imported = imported(paths, List.of());
    assertEquals(expected, routes(imported.terms()));
    assertEquals(
        List.of(findings), imported.report().findings().stream().map(Finding::what).toList());
  }

  private static String routes(List<OperationTerms> operations) {
    return String.join(
        "; ",
        operations.stream()
            .map(
                o ->
                    o.id()
                        + " "
                        + o.method()
                        + " "
                        + o.path()
                        + " "
                        + o.summary()
                        + (o.once() ? " once" : ""))
            .toList());
  }

  private static Imported imported(String paths, List<OperationTerms> before) {
    return imported(paths, before, HEAD);
  }

  private static Imported imported(String paths, List<OperationTerms> before, String head) {
    byte[] bytes = (head + paths).getBytes(StandardCharsets.UTF_8);
    return switch (DocumentImport.of(bytes, before)) {
      case DocumentImport.Result.Good(Imported imported) -> imported;
      case DocumentImport.Result.Bad(Reading.Bad bad) -> throw new AssertionError(bad);
    };
  }

  private static void refused(String text, Reading.Reason reason) {
    DocumentImport.Result result =
        DocumentImport.of(text.getBytes(StandardCharsets.UTF_8), List.of());
    DocumentImport.Result.Bad bad = assertInstanceOf(DocumentImport.Result.Bad.class, result, text);
    assertEquals(reason, bad.reading().reason(), text + bad.reading());
  }
}
