package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a document out as callers need it: with the gateway's address, this platform's keys, and
 * what the gateway refuses with. Operations that are not live are left out; without a document one
 * is made of the operations.
 */
public final class DocumentExport {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** The refusals that every operation can answer; the others are on the errors' pages. */
  private static final Map<String, String> REFUSALS =
      new TreeMap<>(
          Map.of(
              "401", "Unauthorized",
              "402", "PaymentRequired",
              "403", "Forbidden",
              "429", "TooManyRequests"));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Facts facts;
  private final JsonNodeFactory make = JsonNodeFactory.instance;

  private DocumentExport(Facts facts) {
    this.facts = facts;
  }

  /**
   * What the document does not know.
   *
   * @param server where the API is called, without a trailing slash
   * @param errors where the codes are explained, without a trailing slash
   */
  public record Facts(
      String title, String description, String server, String errors, List<Route> routes) {
    public Facts {
      routes = List.copyOf(routes);
    }
  }

  /** An operation that is live. */
  public record Route(String id, String method, String path, String summary) {}

  /** As JSON. Blocks: it computes. */
  public static byte[] of(@Nullable Document document, Facts facts) {
    DocumentExport export = new DocumentExport(facts);
    ObjectNode root = document == null ? export.made() : (ObjectNode) document.root().deepCopy();
    export.head(root);
    export.paths(root, document);
    export.components(root);
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private ObjectNode made() {
    ObjectNode root = make.objectNode();
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", facts.title());
    info.put("version", "1");
    if (!facts.description().isEmpty()) {
      info.put("description", facts.description());
    }
    ObjectNode paths = root.putObject("paths");
    for (Route route : facts.routes()) {
      if (!METHODS.contains(route.method().toLowerCase(Locale.ROOT))) {
        continue;
      }
      String path = route.path().replace("**", "{rest}");
      ObjectNode operation =
          paths.withObjectProperty(path).putObject(route.method().toLowerCase(Locale.ROOT));
      operation.put("operationId", route.id());
      if (!route.summary().isEmpty()) {
        operation.put("summary", route.summary());
      }
      ArrayNode parameters = make.arrayNode();
      for (String segment : path.split("/", -1)) {
        if (segment.startsWith("{") && segment.endsWith("}")) {
          ObjectNode parameter = parameters.addObject();
          parameter.put("name", segment.substring(1, segment.length() - 1));
          parameter.put("in", "path").put("required", true);
          parameter.putObject("schema").put("type", "string");
        }
      }
      if (!parameters.isEmpty()) {
        operation.set("parameters", parameters);
      }
      operation.putObject("responses").putObject("default").put("description", "The origin's.");
    }
    return root;
  }

  private void head(ObjectNode root) {
    ArrayNode servers = make.arrayNode();
    servers.addObject().put("url", facts.server());
    root.set("servers", servers);
    ArrayNode security = make.arrayNode();
    security.addObject().putArray("TurnpikeKey");
    root.set("security", security);
  }

  /** Live operations alone, each with what the gateway may refuse it with. */
  private void paths(ObjectNode root, @Nullable Document document) {
    Set<String> live = new HashSet<>();
    facts.routes().forEach(route -> live.add(DocumentImport.route(route.method(), route.path())));
    JsonNode paths = root.path("paths");
    List<String> empty = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      JsonNode resolved = document == null ? path.getValue() : document.resolved(path.getValue());
      if (!(resolved instanceof ObjectNode) || path.getKey().startsWith("x-")) {
        continue;
      }
      ObjectNode item =
          path.getValue().has("$ref")
              ? (ObjectNode) resolved.deepCopy()
              : (ObjectNode) path.getValue();
      item.remove("servers");
      boolean any = false;
      for (String method : METHODS) {
        if (!item.has(method)) {
          continue;
        }
        String shape =
            DocumentImport.route(
                method.toUpperCase(Locale.ROOT),
                path.getKey().replaceAll("[^/]*\\{[^/]*\\}[^/]*", "{}"));
        if (facts.routes().isEmpty() || live.contains(shape)) {
          operation((ObjectNode) item.path(method));
          any = true;
        } else {
          item.remove(method);
        }
      }
      if (any) {
        ((ObjectNode) paths).set(path.getKey(), item);
      } else {
        empty.add(path.getKey());
      }
    }
    if (paths instanceof ObjectNode object) {
      object.remove(empty);
    }
  }

  private void operation(ObjectNode operation) {
    operation.remove("security");
    operation.remove("servers");
    ObjectNode responses = operation.withObjectProperty("responses");
    REFUSALS.forEach(
        (status, name) -> {
          if (!responses.has(status)) {
            responses.putObject(status).put("$ref", "#/components/responses/Turnpike" + name);
          }
        });
  }

  private void components(ObjectNode root) {
    ObjectNode components = root.withObjectProperty("components");
    ObjectNode key = make.objectNode();
    key.put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
    ObjectNode schemes = make.objectNode();
    schemes.set("TurnpikeKey", key);
    components.set("securitySchemes", schemes);
    components.withObjectProperty("schemas").set("TurnpikeProblem", problem());
    ObjectNode responses = components.withObjectProperty("responses");
    refusal(responses, "Unauthorized", "No key, or one that is no good.");
    refusal(
        responses,
        "PaymentRequired",
        "Money, a plan or a raised limit helps at once. Follow the links of actions; do not retry"
            + " before.");
    refusal(responses, "Forbidden", "Not allowed; money does not help.");
    ObjectNode wait = refusal(responses, "TooManyRequests", "Too fast. Wait as Retry-After says.");
    ObjectNode retry = wait.putObject("headers").putObject("Retry-After");
    retry.put("description", "Seconds to wait.");
    retry.putObject("schema").put("type", "integer");
  }

  private ObjectNode refusal(ObjectNode responses, String name, String description) {
    ObjectNode response = responses.putObject("Turnpike" + name);
    response.put("description", description + " Codes: " + facts.errors());
    response
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/TurnpikeProblem");
    return response;
  }

  private ObjectNode problem() {
    ObjectNode schema = make.objectNode();
    schema.put("type", "object");
    schema.put("description", "Why a call was refused (RFC 9457).");
    ObjectNode properties = schema.putObject("properties");
    for (String name : List.of("type", "title", "detail", "code", "category", "request_id")) {
      properties.putObject(name).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
    properties.putObject("retryable").put("type", "boolean");
    ObjectNode action = properties.putObject("actions").put("type", "array").putObject("items");
    action.put("type", "object");
    ObjectNode members = action.putObject("properties");
    members.putObject("rel").put("type", "string");
    members.putObject("href").put("type", "string");
    ArrayNode required = schema.putArray("required");
    List.of("type", "title", "status", "code").forEach(required::add);
    return schema;
  }
}
