package dev.turnpike.tenants.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.tenants.catalog.ApiTerms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which differences are found, and which of them break callers. */
class DocumentDiffTest {
  private static final String BEFORE =
      """
      {"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"},
       "paths": {
        "/pets": {
         "parameters": [{"in": "query", "name": "tenant", "schema": {"type": "string"}}],
         "get": {"operationId": "list", "parameters": [
           {"in": "query", "name": "limit", "schema": {"type": "integer", "maximum": 100}},
           {"in": "query", "name": "sort", "schema": {"enum": ["asc", "desc"]}}],
          "responses": {"200": {"description": "ok", "content": {"application/json": {
            "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}}}}},
         "post": {"operationId": "add", "requestBody": {"content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/NewPet"}}}},
          "responses": {"201": {"description": "made"}}}},
        "/pets/{id}": {"get": {"operationId": "get", "responses": {"200": {"description": "ok",
           "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}}}}},
       "components": {"schemas": {
        "Pet": {"type": "object", "required": ["id", "name"], "properties": {
          "id": {"type": "integer"}, "name": {"type": "string"},
          "kind": {"type": "string", "enum": ["cat", "dog"]},
          "mother": {"$ref": "#/components/schemas/Pet"}}},
        "NewPet": {"type": "object", "required": ["name"], "properties": {
          "name": {"type": "string", "maxLength": 50}, "tag": {"type": "string"}}}}}}
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void the_same_document_has_no_difference() {
    check(List.of());
  }

  @Test
  void operations_come_and_go() {
    check(List.of("BREAKS OPERATION_GONE /paths/~1pets~1{id}/get"), "/paths/~1pets~1{id} -");
    check(
        List.of("SAFE OPERATION_NEW /paths/~1cats/get"),
        "/paths/~1cats {\"get\": {\"operationId\": \"cats\"}}");
    check(List.of(), "/paths/~1pets~1{id} -", "/paths/~1pets~1{pet} ~/paths/~1pets~1{id}");
    check(List.of("SAFE DEPRECATED /paths/~1pets/get"), "/paths/~1pets/get/deprecated true");
  }

  @Test
  void parameters() {
    String at = "/paths/~1pets/get/parameters";
    check(List.of("BREAKS PARAMETER_REQUIRED " + at), at + "/0/required true");
    check(List.of("MAY_BREAK PARAMETER_GONE " + at), at + "/1 -");
    check(
        List.of(
            "MAY_BREAK PARAMETER_GONE " + at,
            "MAY_BREAK PARAMETER_GONE /paths/~1pets/post/parameters"),
        "/paths/~1pets/parameters -");
    check(
        List.of("BREAKS REQUEST_NARROWED " + at + "/query limit/maximum"),
        at + "/0/schema/maximum 50");
    check(List.of(), at + "/0/schema/maximum 500");
    check(
        List.of("BREAKS REQUEST_VALUE_GONE " + at + "/query sort/enum"),
        at + "/1/schema/enum [\"asc\"]");
    check(List.of(), at + "/0/schema/type \"number\"");
  }

  @Test
  void what_is_sent() {
    String at = "/components/schemas/NewPet";
    check(
        List.of("BREAKS REQUEST_MEMBER_REQUIRED " + at + "/properties/tag"),
        at + "/required [\"name\", \"tag\"]");
    check(
        List.of("MAY_BREAK REQUEST_MEMBER_GONE " + at + "/properties/tag"),
        at + "/properties/tag -");
    check(
        List.of("SAFE REQUEST_MEMBER_NEW " + at + "/properties/age"),
        at + "/properties/age {\"type\": \"integer\"}");
    check(
        List.of("BREAKS REQUEST_TYPE " + at + "/properties/tag"),
        at + "/properties/tag/type \"integer\"");
    check(
        List.of("BREAKS REQUEST_NARROWED " + at + "/properties/name/maxLength"),
        at + "/properties/name/maxLength 20");
    check(
        List.of("BREAKS REQUEST_REQUIRED /paths/~1pets/post/requestBody"),
        "/paths/~1pets/post/requestBody/required true");
    check(
        List.of(
            "BREAKS REQUEST_MEDIA_GONE"
                + " /paths/~1pets/post/requestBody/content/application~1json"),
        "/paths/~1pets/post/requestBody/content/application~1json -");
  }

  @Test
  void what_is_answered_is_told_once_however_often_it_is_used() {
    String at = "/components/schemas/Pet";
    check(
        List.of("BREAKS ANSWER_MEMBER_GONE " + at + "/properties/kind"), at + "/properties/kind -");
    check(
        List.of("MAY_BREAK ANSWER_MEMBER_OPTIONAL " + at + "/properties/name"),
        at + "/required [\"id\"]");
    check(
        List.of("BREAKS ANSWER_TYPE " + at + "/properties/id"),
        at + "/properties/id/type \"string\"");
    check(
        List.of("MAY_BREAK ANSWER_VALUE_NEW " + at + "/properties/kind/enum"),
        at + "/properties/kind/enum [\"cat\", \"dog\", \"cow\"]");
    check(
        List.of("MAY_BREAK ANSWER_MAY_BE_NULL " + at + "/properties/name"),
        at + "/properties/name/nullable true");
    check(
        List.of("SAFE ANSWER_MEMBER_NEW " + at + "/properties/born"),
        at + "/properties/born {\"type\": \"string\"}");
    check(
        List.of("BREAKS ANSWER_GONE /paths/~1pets/post/responses/201"),
        "/paths/~1pets/post/responses/201 -",
        "/paths/~1pets/post/responses/default {\"description\": \"x\"}",
        "SAFE ANSWER_NEW /paths/~1pets/post/responses/default");
  }

  /**
   * Edits the document and expects these differences. An edit is a pointer and what stands there
   * afterwards, {@code -} for nothing, or a pointer of the document before; an edit that begins
   * with an effect is one more difference.
   */
  private static void check(List<String> expected, String... edits) {
    ObjectNode after = (ObjectNode) tree(BEFORE);
    List<String> all = new ArrayList<>(expected);
    for (String edit : edits) {
      if (edit.startsWith("/")) {
        edit(after, edit);
      } else {
        all.add(edit);
      }
    }
    List<Change> found = DocumentDiff.between(state(tree(BEFORE)), state(after));
    assertEquals(
        all,
        found.stream().map(c -> c.effect() + " " + c.what() + " " + c.pointer()).toList(),
        String.join(", ", edits));
  }

  private static void edit(ObjectNode document, String edit) {
    String[] parts = edit.split(" ", 2);
    int last = parts[0].lastIndexOf('/');
    JsonNode parent = document.at(parts[0].substring(0, last));
    String name = Pointer.unescaped(parts[0].substring(last + 1));
    JsonNode value =
        parts[1].equals("-")
            ? null
            : parts[1].startsWith("~") ? tree(BEFORE).at(parts[1].substring(1)) : tree(parts[1]);
    if (parent instanceof ObjectNode object) {
      if (value == null) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
    } else {
      ((ArrayNode) parent).remove(Integer.parseInt(name));
    }
  }

  private static DocumentDiff.State state(JsonNode tree) {
    byte[] bytes = tree.toString().getBytes(StandardCharsets.UTF_8);
    return switch (DocumentImport.of(bytes, List.of())) {
      case DocumentImport.Result.Good(Imported imported) ->
          new DocumentDiff.State(new ApiTerms(imported.terms(), null, null), imported.document());
      case DocumentImport.Result.Bad(Reading.Bad bad) -> throw new AssertionError(bad);
    };
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(json, broken);
    }
  }
}
