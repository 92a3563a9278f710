package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.openapi.Change.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two states of an API, what breaks callers first. Operations are the same
 * when their ids are; what they take and answer is compared where both states have a document.
 */
public final class DocumentDiff {
  /** The most changes that are told one by one. */
  public static final int MOST = 1_000;

  private static final Document NONE = new Document(MissingNode.getInstance());

  private final Document before;
  private final Document after;
  private final List<Change> changes = new ArrayList<>();
  private final SchemaDiff sent = new SchemaDiff(true, this::tell);
  private final SchemaDiff answered = new SchemaDiff(false, this::tell);

  private DocumentDiff(@Nullable Document before, @Nullable Document after) {
    this.before = before == null ? NONE : before;
    this.after = after == null ? NONE : after;
  }

  /** An API as it is at one time; the document is absent when it has none. */
  public record State(ApiTerms terms, @Nullable Document document) {}

  /** Every change, the worst first. Blocks: it computes. */
  public static List<Change> between(State before, State after) {
    DocumentDiff diff = new DocumentDiff(before.document(), after.document());
    diff.terms(before.terms(), after.terms());
    diff.changes.sort(Comparator.comparing(Change::effect));
    return List.copyOf(diff.changes);
  }

  private void terms(ApiTerms old, ApiTerms now) {
    Map<String, OperationTerms> byId = new HashMap<>();
    now.operations().forEach(operation -> byId.put(operation.id(), operation));
    Map<String, String> oldPlaces = places(before);
    Map<String, String> nowPlaces = places(after);
    // An API without a list passes everything: a list that appears may leave something out.
    for (OperationTerms operation : old.operations()) {
      OperationTerms same = byId.remove(operation.id());
      String route = DocumentImport.route(operation.method(), operation.path());
      if (same == null) {
        if (!now.operations().isEmpty()) {
          tell(
              new Change(
                  What.OPERATION_GONE,
                  oldPlaces.getOrDefault(route, ""),
                  operation.method() + " " + operation.path() + " · " + operation.id()));
        }
        continue;
      }
      String other = DocumentImport.route(same.method(), same.path());
      String pointer = nowPlaces.getOrDefault(other, "");
      if (!route.equals(other)) {
        tell(
            new Change(
                What.ROUTE,
                pointer,
                operation.method()
                    + " "
                    + operation.path()
                    + " → "
                    + same.method()
                    + " "
                    + same.path()));
      }
      String was = oldPlaces.get(route);
      if (was != null && !pointer.isEmpty()) {
        operation(was, pointer);
      }
    }
    byId.values()
        .forEach(
            fresh ->
                tell(
                    new Change(
                        What.OPERATION_NEW,
                        nowPlaces.getOrDefault(
                            DocumentImport.route(fresh.method(), fresh.path()), ""),
                        fresh.method() + " " + fresh.path() + " · " + fresh.id())));
    if (!Objects.equals(old.origins(), now.origins())) {
      tell(new Change(What.ORIGIN, "", ""));
    }
    if (!Objects.equals(old.deprecation(), now.deprecation())) {
      tell(new Change(What.ENDS, "", now.deprecation() == null ? "" : now.deprecation().since()));
    }
  }

  /** Where each route stands; routes as the import makes them. */
  private static Map<String, String> places(Document document) {
    Map<String, String> places = new HashMap<>();
    for (Map.Entry<String, JsonNode> path : document.root().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> item : document.resolved(path.getValue()).properties()) {
        String route =
            DocumentImport.route(item.getKey().toUpperCase(Locale.ROOT), widened(path.getKey()));
        places.putIfAbsent(route, Pointer.to("paths", path.getKey(), item.getKey()));
      }
    }
    return places;
  }

  /** Segments that are parameters in part, as the import widens them. */
  private static String widened(String path) {
    return path.replaceAll("[^/]*\\{[^/]*\\}[^/]*", "{}");
  }

  private void operation(String was, String is) {
    JsonNode old = before.root().at(was);
    JsonNode now = after.root().at(is);
    if (now.path("deprecated").asBoolean() && !old.path("deprecated").asBoolean()) {
      tell(new Change(What.DEPRECATED, is, ""));
    }
    parameters(parameters(before, was), parameters(after, is), is);
    request(before.resolved(old.path("requestBody")), after.resolved(now.path("requestBody")), is);
    answers(old.path("responses"), now.path("responses"), is);
  }

  private static Map<String, JsonNode> parameters(Document document, String operation) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    String path = operation.substring(0, operation.lastIndexOf('/'));
    for (String at : List.of(path, operation)) {
      for (JsonNode written : document.root().at(at).path("parameters")) {
        JsonNode parameter = document.resolved(written);
        String in = parameter.path("in").asText();
        // The gateway matches path parameters by their place, whatever they are called.
        if (!in.equals("path")) {
          all.put(in + " " + parameter.path("name").asText(), parameter);
        }
      }
    }
    return all;
  }

  private void parameters(Map<String, JsonNode> old, Map<String, JsonNode> now, String at) {
    String pointer = at + "/parameters";
    old.forEach(
        (name, parameter) -> {
          JsonNode other = now.get(name);
          if (other == null) {
            tell(new Change(What.PARAMETER_GONE, pointer, name));
            return;
          }
          boolean was = parameter.path("required").asBoolean();
          boolean is = other.path("required").asBoolean();
          if (was != is) {
            tell(new Change(is ? What.PARAMETER_REQUIRED : What.PARAMETER_OPTIONAL, pointer, name));
          }
          sent.compare(
              Schema.of(before, parameter.path("schema")),
              Schema.of(after, other.path("schema")),
              pointer + "/" + Pointer.to(name).substring(1),
              0);
        });
    now.forEach(
        (name, parameter) -> {
          if (!old.containsKey(name)) {
            boolean required = parameter.path("required").asBoolean();
            tell(
                new Change(required ? What.PARAMETER_REQUIRED : What.PARAMETER_NEW, pointer, name));
          }
        });
  }

  private void request(JsonNode old, JsonNode now, String at) {
    String pointer = at + "/requestBody";
    if (now.path("required").asBoolean() && !old.path("required").asBoolean()) {
      tell(new Change(What.REQUEST_REQUIRED, pointer, ""));
    }
    media(old, now, pointer, What.REQUEST_MEDIA_GONE, sent);
  }

  private void answers(JsonNode old, JsonNode now, String at) {
    for (Map.Entry<String, JsonNode> entry : old.properties()) {
      String pointer = at + Pointer.to("responses", entry.getKey());
      if (!now.has(entry.getKey())) {
        if (entry.getKey().startsWith("2")) {
          tell(new Change(What.ANSWER_GONE, pointer, entry.getKey()));
        }
        continue;
      }
      media(
          before.resolved(entry.getValue()),
          after.resolved(now.path(entry.getKey())),
          pointer,
          What.ANSWER_MEDIA_GONE,
          answered);
    }
    for (Map.Entry<String, JsonNode> entry : now.properties()) {
      if (!old.has(entry.getKey())) {
        String pointer = at + Pointer.to("responses", entry.getKey());
        tell(new Change(What.ANSWER_NEW, pointer, entry.getKey()));
      }
    }
  }

  private void media(JsonNode old, JsonNode now, String at, What gone, SchemaDiff schemas) {
    for (Map.Entry<String, JsonNode> media : old.path("content").properties()) {
      JsonNode other = now.path("content").path(media.getKey());
      String pointer = at + Pointer.to("content", media.getKey());
      if (other.isMissingNode()) {
        tell(new Change(gone, pointer, media.getKey()));
      } else {
        schemas.compare(
            Schema.of(before, media.getValue().path("schema")),
            Schema.of(after, other.path("schema")),
            pointer + "/schema",
            0);
      }
    }
  }

  private void tell(Change change) {
    if (changes.size() < MOST) {
      changes.add(change);
    }
  }
}
