package dev.turnpike.backend.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationTest {
  @Test
  void no_argument_serves() {
    assertEquals(new Invocation.Serve(), Invocation.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "diff", "export", "validate"})
  void a_command_of_a_later_version_is_refused_in_one_line(String command) {
    Invocation.Refuse refused = refused(command, "acme.yaml");
    assertEquals("turnpike " + command + " is not in this version.", refused.message());
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
