package dev.turnpike.backend.boot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need nobody to answer. */
class FileCommandsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @Test
  @Tag("R193")
  void validate_works_offline_and_names_each_fault_with_its_place() throws Exception {
    Path good = Path.of("..", "tenants", "samples", "acme.yaml");
    assertEquals(0, run("", FileCommand.Verb.VALIDATE, good.toString()));
    assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("acme.yaml: no fault\n"));
    Path broken = directory.resolve("broken.yaml");
    Files.writeString(broken, "tenant: acme\nname: Acme\ncolour: red\napis:\n  - slug: weather\n");
    assertEquals(1, run("", FileCommand.Verb.VALIDATE, broken.toString()));
    List<String> lines = err.toString(StandardCharsets.UTF_8).lines().toList();
    assertTrue(lines.get(0).startsWith(broken + ":3:1: colour: is no field here"), lines::toString);
    assertTrue(lines.get(1).startsWith(broken + ":5:5: apis[0]"), lines::toString);
    assertEquals("3 faults; nothing was changed.", lines.getLast());
  }

  @Test
  void a_file_may_come_from_standard_input() {
    assertEquals(0, run("tenant: acme\nname: Acme\n", FileCommand.Verb.VALIDATE, "-"));
  }

  @Test
  void every_file_is_looked_at_and_the_worst_one_counts() throws Exception {
    Path good = directory.resolve("good.yaml");
    Files.writeString(good, "tenant: acme\nname: Acme\n");
    Path bad = directory.resolve("bad.yaml");
    Files.writeString(bad, "tenant: acme\n");
    assertEquals(1, run("", FileCommand.Verb.VALIDATE, bad.toString(), good.toString()));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("good.yaml: no fault"));
  }

  @Test
  void a_file_that_is_not_there_is_trouble() {
    assertEquals(2, run("", FileCommand.Verb.VALIDATE, directory.resolve("none.yaml").toString()));
    assertTrue(err.toString(StandardCharsets.UTF_8).endsWith("none.yaml is not there.\n"));
  }

  @Test
  void whoever_says_not_who_they_are_or_finds_nobody_is_told_what_to_do() throws Exception {
    assertEquals(2, run("tenant: acme\nname: Acme\n", FileCommand.Verb.DIFF, "-"));
    assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("Who are you? Set TURNPIKE_TOKEN"));
    FileCommand diff =
        new FileCommand(
            FileCommand.Verb.DIFF, List.of("-"), URI.create("http://127.0.0.1:1"), null, false);
    assertEquals(
        2, commands("tenant: acme\nname: Acme\n", Map.of("TURNPIKE_TOKEN", "x")).run(diff));
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains("Nobody answers at http://127.0.0.1:1"));
  }

  private int run(String in, FileCommand.Verb verb, String... files) {
    URI nobody = URI.create("http://127.0.0.1:1");
    return commands(in, Map.of()).run(new FileCommand(verb, List.of(files), nobody, null, false));
  }

  private FileCommands commands(String in, Map<String, String> environment) {
    return new FileCommands(
        new Terminal(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            question -> Optional.empty()));
  }
}
