package dev.turnpike.backend.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.tenants.definition.Change;
import dev.turnpike.tenants.definition.Changes;
import dev.turnpike.tenants.definition.TenantFile;
import dev.turnpike.tenants.definition.TenantText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is written reads as the same tenant, and what differs is named, nothing else. */
class RoundTripTest {
  private static final int TENANTS = Integer.getInteger("turnpike.tenants", 1_000);

  @Test
  @Tag("R193")
  void a_thousand_generated_tenants_come_back_from_their_text_unchanged() {
    for (int seed = 0; seed < TENANTS; seed++) {
      TenantFile file = generated(seed);
      String text = TenantText.write(file);
      TenantFile read = read("seed " + seed, text);
      assertEquals(file, read, "seed " + seed);
      assertEquals(List.of(), Changes.between(file, read).all(), "seed " + seed);
      assertEquals(text, TenantText.write(read), "seed " + seed);
    }
  }

  @Test
  @Tag("R193")
  void exactly_the_fields_that_differ_are_named() {
    for (int seed = 0; seed < TENANTS; seed++) {
      TenantFile file = generated(seed);
      Alterations.Altered altered = Alterations.of(new Random(seed), TenantText.write(file));
      TenantFile read = read("seed " + seed, altered.yaml());
      assertEquals(
          altered.paths(),
          Changes.between(file, read).all().stream().map(Change::path).sorted().toList(),
          "seed " + seed);
    }
  }

  @Test
  void every_sample_comes_back_from_its_text_unchanged() throws Exception {
    try (Stream<Path> samples = Files.list(Path.of("..", "tenants", "samples"))) {
      for (Path sample : samples.filter(file -> !file.endsWith("story.yaml")).toList()) {
        TenantFile file = read(sample.toString(), Files.readString(sample));
        TenantFile again = read(sample.toString(), TenantText.write(file));
        assertEquals(file, again);
        assertEquals(List.of(), Changes.between(file, again).all());
      }
    }
  }

  @Test
  void a_section_that_a_file_leaves_out_is_not_its_business() {
    TenantFile whole = generated(7);
    TenantFile part = read("part", "tenant: t7\nname: " + "Other\npublishes: true\n");
    assertEquals(
        List.of("name"), Changes.between(whole, part).all().stream().map(Change::path).toList());
  }

  private static TenantFile generated(int seed) {
    RandomTenant random = new RandomTenant(seed);
    String slug = "t" + seed;
    return random.next(
        slug,
        true,
        List.of(
            random.person("ada@" + slug + ".example", true),
            random.person("bob@" + slug + ".example", false)));
  }

  private static TenantFile read(String what, String text) {
    return assertInstanceOf(
            TenantText.Good.class,
            TenantText.read(text),
            () -> what + "\n" + TenantText.read(text) + "\n" + text)
        .file();
  }
}
