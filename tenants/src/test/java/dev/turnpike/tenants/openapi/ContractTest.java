package dev.turnpike.tenants.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.catalog.RouteTerms.MockTerms;
import dev.turnpike.tenants.catalog.RouteTerms.ValidationTerms;
import dev.turnpike.tenants.kernel.schema.JsonSchema;
import dev.turnpike.tenants.kernel.schema.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Examples and schemas out of documents. */
class ContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCHEMAS =
      """
      components:
        schemas:
          Node:
            type: object
            description: a tree
            required: [description, id]
            properties:
              id: {type: integer, readOnly: true}
              description: {type: string, minLength: 2}
              children: {type: array, items: {$ref: '#/components/schemas/Node'}}
          Pet:
            allOf:
              - $ref: '#/components/schemas/Named'
              - {type: object, properties: {age: {type: integer, minimum: 0}}}
          Named: {type: object, required: [name], properties: {name: {type: string}}}
          Odd: {if: {type: string}, then: {minLength: 3}}
      """;

  @Test
  @Tag("R192")
  void a_schema_stands_for_itself_with_all_that_it_refers_to_circles_too() throws Exception {
    ValidationTerms node =
        schema("application/json: {schema: {$ref: '#/components/schemas/Node'}}");

    assertEquals(true, node.required());
    check(node, "{\"description\":\"ab\",\"children\":[{\"description\":\"cd\"}]}");
    check(
        node,
        "{\"description\":\"ab\",\"children\":[{\"description\":\"c\"}]}",
        "/children/0/description");
    check(node, "{\"children\":[]}", "/description");
    assertTrue(!node.body().toString().contains("a tree"), node.body().toString());
    assertTrue(!node.body().toString().contains("Pet"), "only what is needed");

    ValidationTerms pet =
        schema("application/vnd.pet+json: {schema: {$ref: '#/components/schemas/Pet'}}");
    check(pet, "{\"name\":\"Rex\",\"age\":3}");
    check(pet, "{\"age\":-1}", "/name", "/age");
  }

  @Test
  void what_cannot_be_held_against_a_schema_has_none() {
    none("application/json: {schema: {$ref: '#/components/schemas/Odd'}}");
    none("application/json: {schema: {$ref: '#/components/schemas/Missing'}}");
    none("application/json: {schema: {$ref: 'other.yaml#/Pet'}}");
    none(
        "application/json: {schema: {type: object}}\n            text/plain: {schema: {type: string}}");
    none("multipart/form-data: {schema: {type: object}}");
    none("application/json: {}");
  }

  @Test
  @Tag("R192")
  void the_first_success_with_an_example_is_the_answer() {
    assertEquals(
        Optional.of(new MockTerms(201, null, "{\n  \"id\" : 7\n}")),
        mock(
            """
            '404': {description: no, content: {application/json: {example: {error: no}}}}
            '202': {description: later, content: {application/json: {example: {id: 8}}}}
            '201': {description: made, content: {application/json: {example: {id: 7}}}}
            """));
    assertEquals(
        Optional.of(new MockTerms(null, "text/csv", "a,b")),
        mock("default: {description: all, content: {text/csv: {example: 'a,b'}}}"));
    assertEquals(Optional.of(new MockTerms(204, null, "")), mock("'204': {description: gone}"));
    // Of the schema, where the document shows no example of its own.
    assertEquals(
        Optional.of(new MockTerms(null, null, "{\n  \"name\" : \"text\"\n}")),
        mock(
            "'200': {description: ok, content: {application/json:"
                + " {schema: {$ref: '#/components/schemas/Named'}}}}"));
    assertEquals(Optional.empty(), mock("'404': {description: no}"));
    assertEquals(Optional.empty(), mock("'200': {description: ok, content: {image/png: {}}}"));
  }

  private static Optional<MockTerms> mock(String responses) {
    return contract("get", "      responses:\n" + responses.strip().indent(8))
        .mock(operation("GET"));
  }

  private static ValidationTerms schema(String content) {
    return find(content).orElseThrow();
  }

  private static void none(String content) {
    assertEquals(Optional.empty(), find(content), content);
  }

  private static Optional<ValidationTerms> find(String content) {
    return contract(
            "post",
            "      requestBody:\n        required: true\n        content:\n            "
                + content
                + "\n      responses: {'200': {description: ok}}\n")
        .schema(operation("POST"));
  }

  private static OperationTerms operation(String method) {
    return new OperationTerms("things", method, "/things", null, null);
  }

  private static Contract contract(String method, String operation) {
    String document =
        "openapi: 3.1.0\ninfo: {title: Things, version: '1'}\npaths:\n  /things:\n    "
            + method
            + ":\n      operationId: things\n"
            + operation
            + SCHEMAS;
    return Contract.of(
            Document.packed(document.getBytes(StandardCharsets.UTF_8)),
            List.of(operation(method.toUpperCase(java.util.Locale.ROOT))))
        .orElseThrow();
  }

  private static void check(ValidationTerms schema, String body, String... pointers)
      throws Exception {
    assertEquals(
        List.of(pointers),
        JsonSchema.of(schema.body()).violations(JSON.readTree(body)).stream()
            .map(Violation::pointer)
            .toList());
  }
}
