package dev.turnpike.backend.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.turnpike.tenants.definition.TenantFile;
import dev.turnpike.tenants.definition.TenantText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published schema is the records', and says of files what reading them says. */
class SchemaTest {
  private static final Path PUBLISHED = Path.of("..", "docs", "tenant.schema.json");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Test
  void the_published_schema_is_that_of_the_records() throws Exception {
    String made = JSON.writeValueAsString(SchemaOfFile.schema()) + "\n";
    if (Boolean.getBoolean("turnpike.write-schema")) {
      Files.writeString(PUBLISHED, made);
    }
    assertEquals(
        made,
        Files.readString(PUBLISHED),
        "run this test with -Dturnpike.write-schema=true, and look at what changed");
  }

  @Test
  @Tag("R193")
  void every_sample_and_a_thousand_generated_tenants_keep_to_the_schema() throws Exception {
    SmallSchema schema = new SmallSchema(JSON.readTree(Files.readString(PUBLISHED)));
    try (Stream<Path> samples = Files.list(Path.of("..", "tenants", "samples"))) {
      for (Path sample : samples.filter(file -> !file.endsWith("story.yaml")).toList()) {
        String text = Files.readString(sample);
        assertTrue(text.startsWith("# yaml-language-server: $schema="), sample.toString());
        assertEquals(List.of(), schema.faults(tree(text)), sample.toString());
      }
    }
    for (int seed = 0; seed < 1_000; seed++) {
      RandomTenant random = new RandomTenant(seed);
      TenantFile file =
          random.next("t" + seed, true, List.of(random.person("a" + seed + "@a.example", true)));
      assertEquals(List.of(), schema.faults(tree(TenantText.write(file))), "seed " + seed);
    }
  }

  @Test
  void an_editor_marks_what_reading_refuses_by_its_form() throws Exception {
    SmallSchema schema = new SmallSchema(JSON.readTree(Files.readString(PUBLISHED)));
    for (String name :
        List.of(
            "01-unknown-at-the-top",
            "02-tenant-missing",
            "04-slug-with-capitals",
            "05-publishes-is-no-flag",
            "09-accent-no-colour",
            "12-policy-unknown",
            "16-role-unknown",
            "20-visibility-unknown",
            "28-operation-unknown-field",
            "34-secret-in-the-file",
            "42-limit-kind")) {
      String text =
          Files.readString(Path.of("../tenants/src/test/resources/broken", name + ".yaml"));
      assertFalse(schema.faults(tree(text)).isEmpty(), name);
    }
  }

  /** Read by another reader of YAML than ours: files are no dialect. */
  private static JsonNode tree(String text) throws Exception {
    return YAML.readTree(text);
  }
}
