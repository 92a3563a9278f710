package dev.turnpike.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each requirement that is promised by now has a test tagged with it, or a reason why not yet, in
 * {@code docs/requirements.md}. With {@code -Dturnpike.docs=write} the tests named there are
 * brought up to date.
 */
class RequirementsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path DOCUMENT = ROOT.resolve("docs/requirements.md");
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(R\\d+)\"\\)");
  private static final Pattern PROVED = Pattern.compile("\\| (R\\d+) \\| (.+) \\| (.*) \\|");
  private static final Pattern SEPARATOR = Pattern.compile(", ");
  private static final Pattern NOT_YET = Pattern.compile("- (R\\d+): .+");
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingInt(id -> Integer.parseInt(id.substring(1)));

  private static final List<String> PROMISED =
      IntStream.concat(IntStream.rangeClosed(1, 83), IntStream.rangeClosed(120, 125))
          .filter(number -> number != 9 && number != 13)
          .mapToObj(number -> "R" + number)
          .toList();

  private static final Map<String, Set<String>> TAGGED = new TreeMap<>(BY_NUMBER);
  private static List<String> lines = List.of();

  @BeforeAll
  static void read() throws IOException {
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
          Matcher tag = TAG.matcher(Files.readString(file));
          String test = file.getFileName().toString().replace(".java", "");
          while (tag.find()) {
            TAGGED.computeIfAbsent(tag.group(1), id -> new TreeSet<>()).add(test);
          }
        }
      }
    }
    if ("write".equals(System.getProperty("turnpike.docs"))) {
      Files.write(
          DOCUMENT, Files.readAllLines(DOCUMENT).stream().map(RequirementsTest::upToDate).toList());
    }
    lines = Files.readAllLines(DOCUMENT);
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("src/test/java"))).toList();
    }
  }

  private static String upToDate(String line) {
    Matcher row = PROVED.matcher(line);
    return row.matches()
        ? "| %s | %s | %s |".formatted(row.group(1), row.group(2), testsOf(row.group(1)))
        : line;
  }

  private static String testsOf(String id) {
    return String.join(", ", TAGGED.getOrDefault(id, Set.of()));
  }

  @Test
  void whatever_is_promised_is_tested_or_says_why_not_yet() {
    Set<String> notYet = notYet();
    List<String> open =
        PROMISED.stream().filter(id -> !TAGGED.containsKey(id) && !notYet.contains(id)).toList();
    assertEquals(List.of(), open, "neither a tagged test nor a reason in " + DOCUMENT);
  }

  @Test
  void the_list_of_what_is_not_tested_yet_only_shrinks() {
    assertEquals(
        List.of(),
        notYet().stream().filter(TAGGED::containsKey).toList(),
        "tested by now: take them out of the list");
  }

  @Test
  void every_promise_has_its_row_and_every_test_named_there_has_the_tag() {
    List<String> rows = new ArrayList<>();
    for (String line : lines) {
      Matcher row = PROVED.matcher(line);
      if (row.matches()) {
        rows.add(row.group(1));
        for (String test : SEPARATOR.splitAsStream(row.group(3)).toList()) {
          assertTrue(
              test.isEmpty() || TAGGED.getOrDefault(row.group(1), Set.of()).contains(test),
              () -> test + " is not tagged " + row.group(1) + "; run with -Dturnpike.docs=write");
        }
      }
    }
    assertTrue(rows.containsAll(PROMISED), rows.toString());
  }

  private static Set<String> notYet() {
    Set<String> ids = new TreeSet<>(BY_NUMBER);
    for (String line : lines) {
      Matcher reason = NOT_YET.matcher(line);
      if (reason.matches()) {
        ids.add(reason.group(1));
      }
    }
    return ids;
  }
}
