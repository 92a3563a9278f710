package dev.turnpike.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no compiler refuses, in the main code of every module. */
class TidyTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final int LONGEST_FILE_LINES = 400;

  private static List<Source> sources;

  /** A main source file with its comments and literals blanked, lines kept. */
  private record Source(String path, String code, int lines) {
    static Source read(Path file) {
      try {
        String text = Files.readString(file);
        String path = ROOT.relativize(file).toString().replace('\\', '/');
        return new Source(path, withoutWords(text), (int) text.lines().count());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static final Pattern WORDS =
        Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);

    private static String withoutWords(String text) {
      return WORDS
          .matcher(text)
          .replaceAll(found -> Matcher.quoteReplacement("\n".repeat(newlines(found.group()))));
    }

    private static int newlines(String text) {
      return (int) text.chars().filter(c -> c == '\n').count();
    }
  }

  @BeforeAll
  static void read() throws IOException {
    sources = new ArrayList<>();
    for (String module : List.of("tenants", "ui-kit", "portal", "admin-ui", "backend")) {
      Path main = ROOT.resolve(module).resolve("src/main/java");
      if (Files.isDirectory(main)) {
        try (Stream<Path> files = Files.walk(main)) {
          files.filter(f -> f.toString().endsWith(".java")).map(Source::read).forEach(sources::add);
        }
      }
    }
    assertTrue(sources.size() > 40, "reads the modules beside this one, found " + sources.size());
  }

  @Test
  void time_comes_from_the_clock() {
    refuse("\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)\\.now\\(\\)");
    refuse("System\\.currentTimeMillis\\(");
  }

  @Test
  void ids_come_from_ids() {
    refuse("\\bUUID\\.randomUUID\\(");
  }

  @Test
  void money_is_never_a_floating_point_number() {
    refuse(
        "\\b(double|float|Double|Float)\\b",
        path -> path.startsWith("tenants/") || path.contains("/management/"));
  }

  @Test
  void only_boot_speaks_to_the_terminal() {
    refuse("System\\.(out|err)\\b", path -> !path.contains("/backend/boot/"));
    refuse("\\.printStackTrace\\(\\)");
  }

  @Test
  void nothing_sleeps() {
    refuse("\\bThread\\.sleep\\(");
  }

  @Test
  void files_hold_one_idea() {
    List<String> tooLong =
        sources.stream()
            .filter(s -> s.lines() > LONGEST_FILE_LINES)
            .map(s -> s.path() + " has " + s.lines() + " lines")
            .toList();
    assertEquals(List.of(), tooLong);
  }

  @Test
  void packages_and_types_are_named_by_what_they_are() {
    List<String> found =
        sources.stream()
            .map(Source::path)
            .filter(
                path ->
                    path.matches(".*/(util|utils|common|impl|dto|service|services)/.*")
                        || path.matches(".*(Impl|Manager|Helper|Util|Utils|Base)\\.java")
                        || path.matches(".*/(Base|Default)[A-Z]\\w*\\.java"))
            .toList();
    assertEquals(List.of(), found);
  }

  private static void refuse(String pattern) {
    refuse(pattern, path -> true);
  }

  private static void refuse(String pattern, Predicate<String> where) {
    Pattern banned = Pattern.compile(pattern);
    List<String> found = new ArrayList<>();
    for (Source source : sources) {
      if (where.test(source.path())) {
        String[] lines = source.code().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
          if (banned.matcher(lines[i]).find()) {
            found.add(source.path() + ":" + (i + 1) + " " + lines[i].strip());
          }
        }
      }
    }
    assertEquals(List.of(), found);
  }
}
