package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.openapi.Finding.What;
import dev.turnpike.tenants.openapi.Imported.Placed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes operations of a document, and tells of each part what became of it. */
public final class DocumentImport {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");
  private static final int LONGEST_SUMMARY = 300;
  private static final int LONGEST_ID = 120;
  private static final int ROOM_FOR_A_NUMBER = 6;

  private final Document document;
  private final Report.Writer report = new Report.Writer();
  private final Map<String, OperationTerms> known = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> routes = new HashSet<>();
  private final List<Placed> operations = new ArrayList<>();
  private boolean tooMany;

  private DocumentImport(Document document, List<OperationTerms> before) {
    this.document = document;
    before.forEach(operation -> known.put(route(operation.method(), operation.path()), operation));
  }

  /** What came of it. */
  public sealed interface Result {
    record Good(Imported imported) implements Result {}

    record Bad(Reading.Bad reading) implements Result {}
  }

  /**
   * Reads bytes and imports them. Blocks: it computes.
   *
   * @param before the API's operations as they are: what plans and keys call them stays
   */
  public static Result of(byte[] bytes, List<OperationTerms> before) {
    return switch (Document.read(bytes)) {
      case Reading.Bad bad -> new Result.Bad(bad);
      case Reading.Good(Document document) -> of(document, before);
    };
  }

  /** Imports a document that was read. Blocks: it computes. */
  static Result of(Document document, List<OperationTerms> before) {
    return new DocumentImport(document, before).run();
  }

  private Result run() {
    if (document.title().isEmpty()) {
      report.add(What.TITLE_MISSING, "/info/title", "");
    }
    // Names that are in use are not given to others.
    known.values().forEach(operation -> ids.add(operation.id()));
    String server = server(document.root().path("servers"));
    document.root().path("paths").properties().forEach(e -> path(e.getKey(), e.getValue()));
    if (tooMany) {
      return new Result.Bad(Reading.Bad.of(Reading.Reason.TOO_MANY));
    }
    if (operations.isEmpty()) {
      return new Result.Bad(Reading.Bad.of(Reading.Reason.NOTHING_TO_CALL));
    }
    new Rest(document, report).tell();
    return new Result.Good(new Imported(document, server, operations, report.report()));
  }

  private @Nullable String server(JsonNode servers) {
    String first = null;
    for (int i = 0; i < servers.size(); i++) {
      String pointer = "/servers/" + i;
      String url = filled(servers.path(i), pointer);
      if (!url.startsWith("http://") && !url.startsWith("https://")) {
        report.add(What.SERVER_RELATIVE, pointer, url);
      } else if (first == null) {
        first = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        report.add(What.SERVER, pointer, url);
      } else {
        report.add(What.SERVER_OTHER, pointer, url);
      }
    }
    return first;
  }

  /** With the defaults of its variables. */
  private String filled(JsonNode server, String pointer) {
    String url = server.path("url").asText("");
    for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
      String name = "{" + variable.getKey() + "}";
      if (url.contains(name)) {
        url = url.replace(name, variable.getValue().path("default").asText(""));
        report.add(What.SERVER_VARIABLES, pointer, url);
      }
    }
    return url;
  }

  private void path(String path, JsonNode written) {
    String pointer = Pointer.to("paths", path);
    if (path.startsWith("x-")) {
      return;
    }
    JsonNode item = document.resolved(written);
    if (path.contains("?") || path.contains("#")) {
      report.add(What.PATH_QUERY, pointer, path);
      return;
    }
    if (item.has("servers")) {
      report.add(What.SERVER_OTHER, pointer + "/servers", "");
    }
    String template = template(path, pointer);
    if (template == null) {
      report.add(What.PATH_BROKEN, pointer, path);
      return;
    }
    for (Map.Entry<String, JsonNode> entry : item.properties()) {
      String method = entry.getKey().toLowerCase(Locale.ROOT);
      if (METHODS.contains(method)) {
        operation(template, path, entry.getKey(), item, entry.getValue());
      } else if (method.equals("trace") || method.equals("query")) {
        report.add(What.METHOD, Pointer.below(pointer, entry.getKey()), method);
      }
    }
  }

  /** A path of whole segments; null when it is none. */
  private @Nullable String template(String path, String pointer) {
    if (!path.startsWith("/")) {
      return null;
    }
    StringBuilder template = new StringBuilder();
    for (String segment : path.substring(1).split("/", -1)) {
      template.append('/');
      boolean plain = segment.indexOf('{') < 0 && segment.indexOf('}') < 0;
      if (plain || segment.matches("\\{[^{}\\s]+\\}")) {
        template.append(segment);
      } else {
        String name = segment.replaceAll("[^A-Za-z0-9_-]+", "_").replaceAll("^_+|_+$", "");
        template.append('{').append(name.isEmpty() ? "part" : name).append('}');
        report.add(What.SEGMENT_WIDENED, pointer, segment);
      }
    }
    String all = template.toString();
    return all.matches("(/(\\{[^/{}\\s]+\\}|[^/{}\\s]*))+") && !all.endsWith("/**") ? all : null;
  }

  private void operation(
      String template, String path, String method, JsonNode item, JsonNode operation) {
    String pointer = Pointer.to("paths", path, method);
    String upper = method.toUpperCase(Locale.ROOT);
    String route = route(upper, template);
    if (!routes.add(route)) {
      report.add(What.SAME_ROUTE, pointer, upper + " " + path);
      return;
    }
    if (operations.size() == ApiTerms.MOST_OPERATIONS) {
      tooMany = true;
      return;
    }
    OperationTerms before = known.get(route);
    String id = id(operation.path("operationId").asText(""), upper, template, pointer, before);
    boolean once = before != null ? before.once() : takesIdempotencyKey(item, operation, pointer);
    operations.add(
        new Placed(
            new OperationTerms(id, upper, template, summary(operation, pointer), once),
            path,
            method));
    report.add(What.OPERATION, pointer, upper + " " + path + " · " + id);
    if (operation.has("callbacks")) {
      report.add(What.CALLBACKS, pointer + "/callbacks", id);
    }
    if (operation.has("servers")) {
      report.add(What.SERVER_OTHER, pointer + "/servers", id);
    }
  }

  private String id(
      String written, String method, String path, String pointer, @Nullable OperationTerms before) {
    if (before != null) {
      if (!written.isEmpty() && !before.id().equals(written)) {
        report.add(What.ID_KEPT, pointer + "/operationId", written + " · " + before.id());
      }
      return before.id();
    }
    String wanted = written.isEmpty() ? method.toLowerCase(Locale.ROOT) + path : written;
    String id = cleaned(wanted);
    if (written.isEmpty()) {
      report.add(What.ID_MADE, pointer, id);
    } else if (!id.equals(written)) {
      report.add(What.ID_CLEANED, pointer + "/operationId", written + " · " + id);
    }
    String free = id;
    for (int i = 2; !ids.add(free); i++) {
      free = id + "-" + i;
    }
    if (!free.equals(id)) {
      report.add(What.ID_TWICE, pointer + "/operationId", id + " · " + free);
    }
    return free;
  }

  private static String cleaned(String wanted) {
    String id =
        wanted
            .replaceAll("[{}]", "")
            .replaceAll("[^A-Za-z0-9._/:-]+", "-")
            .replaceAll("^[^A-Za-z0-9]+|[-/.:]+$", "");
    String some = id.isEmpty() ? "operation" : id;
    return some.substring(0, Math.min(some.length(), LONGEST_ID - ROOM_FOR_A_NUMBER));
  }

  private String summary(JsonNode operation, String pointer) {
    String text = operation.path("summary").asText("").strip();
    if (text.isEmpty()) {
      text = operation.path("description").asText("").lines().findFirst().orElse("").strip();
    }
    if (text.length() <= LONGEST_SUMMARY) {
      return text;
    }
    report.add(What.SUMMARY_CUT, pointer + "/summary", "");
    return text.substring(0, LONGEST_SUMMARY - 1) + "…";
  }

  /** An operation that takes the header may be called once and no more for each value. */
  private boolean takesIdempotencyKey(JsonNode item, JsonNode operation, String pointer) {
    for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
      for (JsonNode written : list) {
        JsonNode parameter = document.resolved(written);
        if (parameter.path("in").asText().equals("header")
            && parameter.path("name").asText().equalsIgnoreCase("Idempotency-Key")) {
          report.add(What.IDEMPOTENCY, pointer + "/parameters", "Idempotency-Key");
          return true;
        }
      }
    }
    return false;
  }

  /** Templates that match the same calls are the same. */
  static String route(String method, String path) {
    return method + " " + path.replaceAll("\\{[^/]*\\}", "{}");
  }
}
