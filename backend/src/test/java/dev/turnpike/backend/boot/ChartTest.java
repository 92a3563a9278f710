package dev.turnpike.backend.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chart in helm/turnpike, read by Helm itself. */
class ChartTest {
  private static final Path CHART = Path.of("..", "helm", "turnpike");

  @Test
  void the_chart_lints_without_a_warning() {
    LintResult result = new Helm(CHART).lint().strict().call();
    assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
  }

  @Test
  void two_services_lead_to_the_planes_and_none_to_operations() {
    String manifest = manifest();
    assertEquals(
        List.of("control", "gateway"),
        Pattern.compile("targetPort: (\\w+)")
            .matcher(manifest)
            .results()
            .map(m -> m.group(1))
            .toList());
    for (String probe : List.of("started", "ready", "live")) {
      assertTrue(manifest.contains("{path: /q/health/" + probe + ", port: operations}"), probe);
    }
  }

  @Test
  void every_setting_of_the_database_comes_from_the_secret() {
    String manifest = manifest();
    DatabaseAccess access = new DatabaseAccess("", "", "", "", "", "");
    for (String key : access.properties().keySet()) {
      String last = key.substring("turnpike.database.".length());
      assertTrue(manifest.contains("key: " + last + "\n"), last);
      assertTrue(manifest.contains("name: " + Settings.variable(key) + "\n"), key);
    }
  }

  @Test
  void a_chart_without_a_secret_is_refused() {
    assertThrows(
        RuntimeException.class,
        () -> new Helm(CHART).template().set("database.secretName", "").call());
  }

  private static String manifest() {
    return new Helm(CHART).template().withName("turnpike").call();
  }
}
