package dev.turnpike.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word of every page is there in German too, and takes the same facts. */
class EveryWordTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> MODULES = List.of("ui-kit", "portal", "admin-ui");
  private static final Pattern NAME = Pattern.compile("@MessageBundle\\(\"(\\w+)\"\\)");
  private static final Pattern MESSAGE =
      Pattern.compile(
          "@Message\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)\\)\\s*String (\\w+)\\(");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern FACT = Pattern.compile("\\{(?:#switch )?(\\w+)[}.]");

  private record Bundle(String type, String name, Map<String, String> english, Path german) {}

  @Test
  void every_message_has_a_german_one_with_the_same_facts_and_no_other_is_left()
      throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Bundle bundle : bundles()) {
      Map<String, String> german = properties(bundle.german());
      bundle
          .english()
          .forEach(
              (key, english) -> {
                String other = german.remove(key);
                if (other == null) {
                  wrong.add(bundle.name() + ":" + key + " is missing");
                } else if (!facts(english).equals(facts(other))) {
                  wrong.add(bundle.name() + ":" + key + " tells other facts");
                } else if (other.isBlank()) {
                  wrong.add(bundle.name() + ":" + key + " is empty");
                }
              });
      german
          .keySet()
          .forEach(key -> wrong.add(bundle.name() + ":" + key + " is nowhere asked for"));
    }
    assertEquals(List.of(), wrong);
  }

  /** Else it would speak English to everybody, though its German is there. */
  @Test
  void every_bundle_is_spoken() throws IOException {
    StringBuilder producers = new StringBuilder();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith("Bundles.java")).toList()) {
          producers.append(Files.readString(file));
        }
      }
    }
    List<String> silent =
        bundles().stream()
            .map(Bundle::type)
            .filter(
                type ->
                    producers.indexOf("Spoken.words(" + type + ".class") < 0
                        || producers.indexOf("targets = {" + type + ".class, Resolver") < 0)
            .toList();
    assertEquals(List.of(), silent);
  }

  private static List<Bundle> bundles() throws IOException {
    List<Bundle> all = new ArrayList<>();
    for (String module : MODULES) {
      Path main = ROOT.resolve(module).resolve("src/main");
      try (Stream<Path> files = Files.walk(main.resolve("java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith("Text.java")).toList()) {
          String source = Files.readString(file);
          Matcher name = NAME.matcher(source);
          if (name.find()) {
            Map<String, String> messages = new LinkedHashMap<>();
            Matcher message = MESSAGE.matcher(source);
            while (message.find()) {
              StringBuilder text = new StringBuilder();
              LITERAL.matcher(message.group(1)).results().forEach(m -> text.append(m.group(1)));
              messages.put(message.group(2), text.toString());
            }
            String type = file.getFileName().toString().replace(".java", "");
            all.add(
                new Bundle(
                    type,
                    name.group(1),
                    messages,
                    main.resolve("resources/messages/" + name.group(1) + "_de.properties")));
          }
        }
      }
    }
    assertTrue(all.size() > 12, "reads the bundles of the modules, found " + all.size());
    return all;
  }

  private static Map<String, String> properties(Path file) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int end = line.indexOf('=');
      if (end > 0 && !line.startsWith("#")) {
        all.put(line.substring(0, end).strip(), line.substring(end + 1).strip());
      }
    }
    return all;
  }

  private static Set<String> facts(String message) {
    Set<String> all = new TreeSet<>();
    FACT.matcher(message).results().forEach(found -> all.add(found.group(1)));
    return all;
  }
}
