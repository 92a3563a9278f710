package dev.turnpike.backend.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.boot.cli.FileCommand;
import dev.turnpike.backend.boot.cli.FileCommands;
import dev.turnpike.backend.boot.cli.Terminal;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.definition.KeptFiles;
import dev.turnpike.tenants.definition.Samples;
import dev.turnpike.tenants.definition.WatchedDirectory;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a running control plane, and the directory that it watches. */
@QuarkusTest
class CommandLineTest {
  private static final String FILE =
      """
      tenant: SLUG
      name: Tides
      publishes: true
      apis:
        - slug: tides
          name: Tides
          origins: {origin: "https://tides.example"}
      """;

  @TestHTTPResource("/")
  URI url;

  @Inject Cast cast;
  @Inject WatchedDirectory watched;
  @Inject KeptFiles files;
  @Inject Shop shop;
  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  @Tag("R193")
  void diff_shows_apply_asks_and_export_into_apply_changes_nothing() throws Exception {
    String owner = cast.member(cast.tenant("cli-one", true), "cli-one-owner", "owner");
    Path file = directory.resolve("cli-one.yaml");
    Files.writeString(file, FILE.replace("SLUG", "cli-one"));
    assertEquals(1, run(FileCommand.Verb.DIFF, owner, null, false, "", file.toString()));
    assertEquals(
        List.of(
            "~ name: \"CLI-ONE\" → \"Tides\"",
            "+ apis[tides]",
            file + ": 1 to create, 1 to change, 0 to retire"),
        told());
    assertEquals(1, run(FileCommand.Verb.APPLY, owner, null, false, "", file.toString()));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("Nothing was changed. Say yes"));
    assertEquals("CLI-ONE", cast.one("select name from tenant where slug = 'cli-one'"));
    told();
    assertEquals(0, run(FileCommand.Verb.APPLY, owner, null, true, "", file.toString()));
    assertEquals("Applied. cli-one.yaml keeps cli-one.", told().getLast());
    assertEquals(0, run(FileCommand.Verb.DIFF, owner, null, false, "", file.toString()));
    told();
    assertEquals(0, run(FileCommand.Verb.EXPORT, owner, "cli-one", false, ""));
    String exported = out.toString(StandardCharsets.UTF_8);
    told();
    assertEquals(0, run(FileCommand.Verb.APPLY, owner, null, false, exported, "-"));
    assertEquals(List.of("-: nothing to change", "cli-one.yaml keeps cli-one."), told());
  }

  @Test
  @Tag("R193")
  void every_sample_exported_and_applied_changes_nothing() {
    Map<String, String> owners =
        Map.of(
            "acme", "olivia@acme.example",
            "globex", "gwen@globex.example",
            "initech", "ines@initech.example");
    owners.forEach(
        (slug, owner) -> {
          try {
            assertEquals(0, as(Samples.PASSWORD, FileCommand.Verb.EXPORT, owner, slug, false, ""));
            String exported = out.toString(StandardCharsets.UTF_8);
            told();
            assertEquals(
                0, as(Samples.PASSWORD, FileCommand.Verb.APPLY, owner, null, false, exported, "-"));
            assertEquals(
                List.of("-: nothing to change", slug + ".yaml keeps " + slug + "."), told());
          } finally {
            Acting acting = shop.member(owner, slug);
            Cast.await(() -> files.release(acting));
          }
        });
  }

  @Test
  @Tag("R193")
  void a_file_that_the_server_refuses_is_told_with_its_lines() throws Exception {
    String owner = cast.member(cast.tenant("cli-two", true), "cli-two-owner", "owner");
    Path file = directory.resolve("cli-two.yaml");
    Files.writeString(
        file,
        FILE.replace("SLUG", "cli-two")
            .replace(
                "name: Tides\n    origins",
                "name: Tides\n    listed_for: [no-such-tenant]\n    origins"));
    assertEquals(1, run(FileCommand.Verb.APPLY, owner, null, true, "", file.toString()));
    assertTrue(
        err.toString(StandardCharsets.UTF_8)
            .startsWith(file + ":7:5: apis[tides].listed_for: names no tenant"),
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  @Tag("R193")
  void a_watched_file_founds_its_tenant_is_applied_as_it_changes_and_tells_its_faults()
      throws Exception {
    WatchedDirectory here = watched.at(directory);
    Path file = directory.resolve("watched.yaml");
    Files.writeString(file, FILE.replace("SLUG", "watched"));
    Files.writeString(directory.resolve("notes.txt"), "no tenant");
    look(here, 1);
    look(here, 0);
    assertEquals("Tides", cast.one("select name from tenant where slug = 'watched'"));
    assertEquals("watched.yaml", cast.one("select managed_by from tenant where slug = 'watched'"));
    Files.writeString(
        file, FILE.replace("SLUG", "watched").replace("name: Tides\npub", "name: Sea\npub"));
    look(here, 1);
    assertEquals("Sea", cast.one("select name from tenant where slug = 'watched'"));
    Files.writeString(file, "tenant: watched\ncolour: red\n");
    look(here, 1);
    assertEquals(
        "{\"watched.yaml:1:1: name: is missing: write what people read\"",
        cast.one(
                "select f.faults from tenant_file_fault f join tenant t on t.id = f.tenant_id"
                    + " where t.slug = 'watched'")
            .split(",", 2)[0]);
    assertEquals("Sea", cast.one("select name from tenant where slug = 'watched'"));
    Files.writeString(file, FILE.replace("SLUG", "watched"));
    look(here, 1);
    assertEquals(
        "0",
        cast.one(
            "select count(*) from tenant_file_fault f join tenant t on t.id = f.tenant_id"
                + " where t.slug = 'watched'"));
  }

  private static void look(WatchedDirectory directory, int expected) {
    List<WatchedDirectory.Found> changed = directory.changed();
    assertEquals(expected, changed.size());
    changed.forEach(file -> Cast.await(() -> directory.apply(file)));
  }

  /** What was printed since it was last asked. */
  private List<String> told() {
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    out.reset();
    return lines;
  }

  private int run(
      FileCommand.Verb verb,
      String email,
      @Nullable String tenant,
      boolean yes,
      String in,
      String... files) {
    return as(Cast.PASSWORD, verb, email, tenant, yes, in, files);
  }

  private int as(
      String password,
      FileCommand.Verb verb,
      String email,
      @Nullable String tenant,
      boolean yes,
      String in,
      String... files) {
    String address = url.toString();
    return new FileCommands(
            new Terminal(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("TURNPIKE_EMAIL", email, "TURNPIKE_PASSWORD", password),
                question -> Optional.empty()))
        .run(
            new FileCommand(
                verb,
                List.of(files),
                URI.create(address.substring(0, address.length() - 1)),
                tenant,
                yes));
  }
}
