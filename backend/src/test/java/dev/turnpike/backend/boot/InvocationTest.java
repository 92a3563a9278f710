package dev.turnpike.backend.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {
  @Test
  void no_argument_serves() {
    assertEquals(new Invocation.Serve(), Invocation.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "diff", "validate"})
  void a_command_on_files_is_understood(String command) {
    Invocation.Run run =
        assertInstanceOf(
            Invocation.Run.class,
            Invocation.of(command, "-f", "acme.yaml", "--url", "http://localhost:1/", "--yes"));
    assertEquals(List.of("acme.yaml"), run.command().files());
    assertEquals("http://localhost:1", run.command().url().toString());
    assertTrue(run.command().yes());
  }

  @Test
  void a_call_is_understood() {
    Invocation.Call call =
        assertInstanceOf(
            Invocation.Call.class,
            Invocation.of(
                "call",
                "--tenant",
                "globex",
                "--as",
                "mobile",
                "--plan",
                "acme/weather/credits",
                "--pay",
                "5.00 USD",
                "--url",
                "http://localhost:1/",
                "/acme/weather/cities?a=b"));
    assertEquals("/acme/weather/cities?a=b", call.command().path());
    assertEquals("http://localhost:8000", call.command().gateway().toString());
    assertEquals("acme/weather/credits", call.command().plan().toString());
    assertEquals("5.00 USD", String.valueOf(call.command().pay()));
  }

  @Test
  void a_call_that_lacks_something_is_told_what() {
    assertTrue(refused("call").message().startsWith("Name one path"));
    assertTrue(refused("call", "/a/b").message().startsWith("Name the tenant"));
    assertTrue(
        refused("call", "--tenant", "a", "--as", "b", "--plan", "c", "/a/b")
            .message()
            .startsWith("Name publisher, product and plan"));
    assertTrue(
        refused("call", "--tenant", "a", "--as", "b", "--plan", "c/d/e", "--pay", "much", "/a/b")
            .message()
            .startsWith("Name amount and currency"));
    assertTrue(refused("call", "--colour").message().startsWith("Unknown option --colour"));
  }

  @Test
  void a_command_that_lacks_something_is_told_what() {
    assertTrue(refused("apply").message().startsWith("Name a file"));
    assertTrue(refused("diff", "-f").message().startsWith("-f needs a value"));
    assertTrue(refused("export").message().startsWith("Name the tenant"));
    assertTrue(
        refused("validate", "--colour", "x").message().startsWith("Unknown option --colour"));
    assertTrue(
        refused("diff", "a.yaml", "--url", "here").message().startsWith("--url is no address"));
  }

  @Test
  void help_is_no_error() {
    assertEquals(new Invocation.Help(), Invocation.of("help"));
    assertEquals(new Invocation.Help(), Invocation.of("--help"));
  }

  @Test
  void an_unknown_command_is_told_the_usage() {
    Invocation.Refuse refused = refused("serve");
    assertTrue(refused.message().startsWith("Unknown command serve."));
    assertTrue(refused.message().contains("usage: turnpike"));
    assertFalse(refused.message().endsWith("\n"));
  }

  private static Invocation.Refuse refused(String... args) {
    Invocation.Refuse refused = assertInstanceOf(Invocation.Refuse.class, Invocation.of(args));
    assertEquals(2, refused.status());
    return refused;
  }
}
