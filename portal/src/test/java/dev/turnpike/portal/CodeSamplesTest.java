package dev.turnpike.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.openapi.Sheet;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples are code, whatever stands in a document. */
class CodeSamplesTest {
  private static final String ODD =
      "{\n  \"name\": \"O'Brien \\\"Bob\\\" \\\\ $HOME ${x} `y` %s\"\n}";

  @Test
  @Tag("R153")
  @Tag("R154")
  @Tag("R155")
  @Tag("R159")
  void each_sample_has_a_branch_for_402_that_reads_it_and_does_not_retry() {
    List<CodeSamples.Sample> samples = samples();
    assertEquals(
        List.of("curl", "java", "javascript", "python"),
        samples.stream().map(CodeSamples.Sample::id).toList());
    for (CodeSamples.Sample sample : samples.subList(1, 4)) {
      assertTrue(sample.code().contains("402"), sample.code());
      assertTrue(sample.code().contains("actions"), sample.code());
      assertTrue(!sample.code().contains("while"), sample.code());
    }
    assertTrue(samples.getFirst().code().contains("--fail-with-body"), "the body is shown");
  }

  @Test
  void the_address_is_filled_from_examples() {
    assertTrue(
        samples().getFirst().code().endsWith("'http://gate/acme/pets/pets/a%20b/toys?limit=20'"),
        samples().getFirst().code());
  }

  @Test
  void the_java_sample_compiles(@TempDir Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    String code = samples().get(1).code();
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("mem:///Call.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return code;
          }
        };
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                said,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                List.of(source))
            .call();
    assertTrue(compiled, () -> said.getDiagnostics() + "\n" + code);
  }

  private static List<CodeSamples.Sample> samples() {
    Sheet sheet =
        new Sheet(
            "",
            List.of(
                field("id", "path", "string", Sheet.Fact.Sort.EXAMPLE, "a b"),
                field("limit", "query", "integer", Sheet.Fact.Sort.USUAL, "20")),
            List.of(new Sheet.Body("application/json", true, List.of(), ODD)),
            List.of(),
            false);
    return CodeSamples.of(
        "http://gate/acme/pets",
        new Entry(
            Entry.Kind.operation, 0, "toys", "POST", "/pets/{id}/toys", "", "", false, sheet));
  }

  private static Sheet.Field field(
      String name, String in, String type, Sheet.Fact.Sort sort, String value) {
    return new Sheet.Field(
        0,
        name,
        in.toLowerCase(Locale.ROOT),
        type,
        null,
        true,
        false,
        null,
        List.of(new Sheet.Fact(sort, value)));
  }
}
