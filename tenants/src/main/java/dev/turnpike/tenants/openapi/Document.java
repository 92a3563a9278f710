package dev.turnpike.tenants.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * An OpenAPI 3.0 or 3.1 document as a tree. References are followed within the document only, and
 * never in circles; YAML's anchors are not expanded, so that a small file stays small.
 *
 * @param root an object with {@code openapi}
 */
public record Document(JsonNode root) {
  /** As it comes, uncompressed. */
  public static final int MOST_BYTES = 8 * 1024 * 1024;

  /** Objects and lists within one another. */
  public static final int DEEPEST = 200;

  private static final int LONGEST_REFERENCE_CHAIN = 20;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private static final ObjectMapper YAML = new ObjectMapper(yaml());

  private static YAMLFactory yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_BYTES);
    options.setNestingDepthLimit(DEEPEST);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
        .build();
  }

  /** Takes for JSON what begins like it, and anything else for YAML. Blocks: it computes. */
  public static Reading read(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return Reading.Bad.of(Reading.Reason.TOO_LARGE);
    }
    int first = firstInk(bytes);
    if (first < 0) {
      return Reading.Bad.of(Reading.Reason.EMPTY);
    }
    ObjectMapper mapper = bytes[first] == '{' || bytes[first] == '[' ? JSON : YAML;
    try {
      return checked(mapper.readTree(bytes));
    } catch (StreamConstraintsException deep) {
      return new Reading.Bad(Reading.Reason.TOO_DEEP, line(deep), deep.getOriginalMessage());
    } catch (JsonProcessingException broken) {
      String word = broken.getOriginalMessage().lines().findFirst().orElse("");
      Reading.Reason reason =
          word.contains("Nesting Depth") || word.contains("nesting depth")
              ? Reading.Reason.TOO_DEEP
              : Reading.Reason.BROKEN;
      return new Reading.Bad(reason, line(broken), word);
    } catch (IOException broken) {
      return Reading.Bad.of(Reading.Reason.BROKEN);
    } catch (RuntimeException broken) {
      // SnakeYAML tells some faults by exceptions of its own.
      String word = String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
      return new Reading.Bad(Reading.Reason.BROKEN, 0, word);
    }
  }

  private static Reading checked(JsonNode root) {
    if (!root.isObject()) {
      return Reading.Bad.of(Reading.Reason.NO_OPENAPI);
    }
    if (root.has("swagger")) {
      return new Reading.Bad(Reading.Reason.VERSION, 0, "Swagger " + root.path("swagger").asText());
    }
    String version = root.path("openapi").asText("");
    if (version.isEmpty()) {
      return Reading.Bad.of(Reading.Reason.NO_OPENAPI);
    }
    if (!version.equals("3.0")
        && !version.startsWith("3.0.")
        && !version.equals("3.1")
        && !version.startsWith("3.1.")) {
      return new Reading.Bad(Reading.Reason.VERSION, 0, "OpenAPI " + version);
    }
    return new Reading.Good(new Document(root));
  }

  /** One that was kept: it was read before. */
  public static Document unpacked(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      return switch (read(bytes)) {
        case Reading.Good(Document document) -> document;
        case Reading.Bad bad -> throw new IllegalStateException("a kept document is " + bad);
      };
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** For keeping. */
  public static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 6 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** As in {@code 3.1.0}. */
  public String version() {
    return root.path("openapi").asText();
  }

  /** Empty when it has none. */
  public String title() {
    return root.path("info").path("title").asText("").strip();
  }

  /** What a node stands for: itself, or what its reference leads to; missing when to nowhere. */
  public JsonNode resolved(JsonNode node) {
    JsonNode at = node;
    for (int i = 0; i < LONGEST_REFERENCE_CHAIN && at.has("$ref"); i++) {
      String reference = at.path("$ref").asText();
      at = reference.startsWith("#/") ? at(reference) : at.path("\0");
    }
    return at.has("$ref") ? at.path("\0") : at;
  }

  /** The name of a schema that is referred to; empty: the node is no such reference. */
  public static String schemaName(JsonNode node) {
    String reference = node.path("$ref").asText("");
    String place = "#/components/schemas/";
    return reference.startsWith(place)
        ? Pointer.unescaped(reference.substring(place.length()))
        : "";
  }

  private JsonNode at(String reference) {
    JsonNode at = root;
    for (String step : reference.substring(2).split("/", -1)) {
      String name = Pointer.unescaped(step);
      at =
          at.isArray() && name.matches("\\d{1,6}")
              ? at.path(Integer.parseInt(name))
              : at.path(name);
    }
    return at;
  }

  private static int firstInk(byte[] bytes) {
    int at = 0;
    if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB) {
      at = 3; // a byte order mark
    }
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at == bytes.length ? -1 : at;
  }

  private static int line(JsonProcessingException broken) {
    JsonLocation location = broken.getLocation();
    return location == null ? 0 : Math.max(0, location.getLineNr());
  }
}
