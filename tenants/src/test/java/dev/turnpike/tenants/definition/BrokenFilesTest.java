package dev.turnpike.tenants.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file says in its first line which line is wrong, and a part of what is told of it. */
class BrokenFilesTest {
  private static final Path FILES = Path.of("src/test/resources/broken");
  private static final Pattern EXPECTED = Pattern.compile("# expect (\\d+): (.*)");

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FILES)) {
      return all.sorted().toList();
    }
  }

  @Test
  void there_are_fifty() throws IOException {
    assertTrue(files().size() >= 50, () -> "too few");
  }

  @ParameterizedTest
  @MethodSource("files")
  @Tag("R193")
  void the_line_of_the_field_itself_is_told(Path file) throws IOException {
    String text = Files.readString(file);
    Matcher expected = EXPECTED.matcher(text.lines().findFirst().orElse(""));
    assertTrue(expected.matches(), () -> file + " does not say what is wrong with it");
    List<TenantText.Wrong> faults =
        assertInstanceOf(TenantText.Bad.class, TenantText.read(text), file.toString()).faults();
    TenantText.Wrong first = faults.getFirst();
    assertEquals(expected.group(1), "" + first.line(), () -> file + " " + faults);
    assertTrue(first.fault().toString().contains(expected.group(2)), () -> file + " " + faults);
    assertEquals(1, faults.size(), () -> file + " " + faults);
    int indented = text.lines().toList().get(first.line() - 1).replaceAll("\\S.*", "").length();
    assertTrue(
        first.column() > indented || first.fault().path().isEmpty(), () -> file + " " + faults);
  }

  @Test
  @Tag("R193")
  void every_fault_of_a_file_is_told_at_once_in_its_order() {
    String text =
        """
        tenant: Acme
        name: ""
        apis:
          - slug: weather
            name: Weather
            origins: {origin: nowhere}
            operations:
              - {id: a, method: get, path: a}
        products:
          - slug: weather
            colour: red
            plans:
              - slug: pro
                name: Pro
                billing: postpaid
                currency: Taler
                recurring_fee: "1.0000001"
        people:
          - {email: nobody, roles: [king]}
        """;
    TenantText.Bad bad = assertInstanceOf(TenantText.Bad.class, TenantText.read(text));
    assertEquals(
        List.of(
            "1:1", "2:1", "6:15", "8:17", "8:30", "10:5", "11:5", "16:9", "17:9", "19:6", "19:29"),
        bad.faults().stream().map(wrong -> wrong.line() + ":" + wrong.column()).toList(),
        bad::toString);
  }
}
