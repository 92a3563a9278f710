package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.snapshot.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for each code, in each form. */
class EveryCodeTest {
  private static final Path DOCUMENT =
      Path.of("").toAbsolutePath().getParent().resolve("docs/http-status-codes.md");
  private static final String BROWSER = "text/html,application/xhtml+xml";
  private static final List<String> ACCEPTS =
      List.of("*/*", "application/vnd.api+json", "text/html", BROWSER);

  @ParameterizedTest
  @EnumSource(Code.class)
  @Tag("R28")
  @Tag("R29")
  void a_code_is_explained_in_plain_language(Code code) {
    assertTrue(code.status() >= 400 && code.status() < 600);
    assertFalse(code.title().isBlank());
    assertTrue(code.meaning().endsWith("."), code.meaning());
    assertFalse(code.meaning().matches(".*\\d{2,}.*") && code.status() == 402, code.meaning());
    assertFalse(code.steps().isEmpty());
    code.steps().forEach(step -> assertTrue(step.endsWith("."), step));
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  @Tag("R41")
  void a_code_renders_in_every_form(Code code) {
    for (Api.Dialect dialect : Api.Dialect.values()) {
      for (Api.Disclosure disclosure : Api.Disclosure.values()) {
        for (String accept : ACCEPTS) {
          Rendered rendered =
              Rendered.simulated(
                  code, accept, c -> c.api(a -> a.dialect(dialect).disclosure(disclosure)));
          check(rendered, code);
        }
      }
    }
  }

  private static void check(Rendered rendered, Code code) {
    assertEquals(code.status(), rendered.refusal().status());
    assertEquals("no-store", rendered.header("Cache-Control"));
    assertTrue(rendered.header("Link").contains("/acme/errors/" + code.name()));
    assertTrue(rendered.body().contains(code.name()));
    assertTrue(rendered.body().contains(Cast.REQUEST.toString()));
    assertTrue(rendered.body().contains("help@acme.example"));
    boolean page = rendered.header("Content-Type").startsWith("text/html");
    if (page) {
      assertTrue(rendered.body().startsWith("<!doctype html>"));
    } else {
      assertNoFloats(rendered.json());
    }
    for (var header : rendered.refusal().headers()) {
      assertTrue(header.getValue().matches("[\\x20-\\x7e]+"), header::toString);
    }
    assertNoSecret(rendered);
  }

  /** Money is a decimal string: no number in a problem has a fraction. */
  private static void assertNoFloats(JsonNode node) {
    assertFalse(node.isFloatingPointNumber(), node::toString);
    node.forEach(EveryCodeTest::assertNoFloats);
  }

  private static void assertNoSecret(Rendered rendered) {
    String secret = Cast.ISSUED.text().substring(25);
    assertFalse(rendered.body().contains(secret));
    assertFalse(rendered.refusal().headers().toString().contains(secret));
    assertFalse(rendered.refusal().denial().toString().contains(secret));
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  @Tag("R22")
  @Tag("R23")
  @Tag("R30")
  @Tag("R31")
  @Tag("R32")
  @Tag("R33")
  @Tag("R34")
  @Tag("R35")
  @Tag("R36")
  @Tag("R37")
  @Tag("R44")
  void a_402_is_complete_and_nothing_else_asks_for_money(Code code) {
    Rendered rendered = Rendered.simulated(code, null, c -> {});
    if (code.status() != 402) {
      assertFalse(rendered.header("Link").contains("rel=\"payment\""), code::name);
      return;
    }
    JsonNode problem = rendered.json();
    assertTrue(problem.get("detail").asText().length() > 20, "says why");
    assertTrue(rendered.header("Link").contains("rel=\"payment\""), "machines find the page");
    String first = problem.at("/actions/0/rel").asText();
    assertEquals(code.firstRemedy().orElseThrow(), first);
    List<String> hrefs = new ArrayList<>();
    problem.get("actions").forEach(action -> hrefs.add(action.path("href").asText()));
    if (!first.equals("wait")) {
      assertTrue(hrefs.getFirst().startsWith("https://portal.example/acme/resolve/den_"));
    }
    assertTrue(hrefs.contains("https://portal.example/acme"), "billing and subscriptions");
    assertEquals("help@acme.example", problem.at("/support/email").asText());
    assertTrue(problem.at("/error/message").asText().contains("https://portal.example/acme/"));
    String denial = problem.get("instance").asText().substring("urn:turnpike:".length());
    assertEquals(Cast.GLOBEX, Rendered.TOKENS.open(denial).orElseThrow().consumer());
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  @Tag("R6")
  void waiting_is_promised_only_where_it_helps(Code code) {
    Rendered rendered = Rendered.simulated(code, null, c -> {});
    assertEquals(code.waitingHelps(), rendered.json().get("retryable").asBoolean());
    if (code.waitingHelps()) {
      assertNotNull(rendered.header("Retry-After"), code::name);
    } else {
      assertNull(rendered.header("Retry-After"), code::name);
    }
    assertTrue(code.status() != 402 || code.waitingHelps() == (code == Code.CREDITS_HELD));
  }

  @Test
  @Tag("R29")
  void titles_are_distinct_but_for_the_two_kinds_of_suspension() {
    Set<String> titles = new HashSet<>();
    Set<Code> doubled = new HashSet<>();
    for (Code code : Code.values()) {
      if (!titles.add(code.title())) {
        doubled.add(code);
      }
    }
    assertEquals(Set.of(Code.CONSUMER_SUSPENDED), doubled);
  }

  @Test
  void the_document_of_codes_is_the_list_of_codes() throws IOException {
    String expected = CodeDocument.text();
    if (Boolean.getBoolean("turnpike.write-docs")) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, expected);
    }
    assertEquals(
        expected,
        Files.readString(DOCUMENT),
        "run the test once with -Dturnpike.write-docs=true and commit the document");
  }
}
