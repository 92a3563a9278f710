package dev.turnpike.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReturnPathTest {
  @Test
  void only_a_path_of_this_site_is_followed() {
    check("/acme/resolve/den_1", "/acme/resolve/den_1");
    check("/acme/home?tenant=globex", "/acme/home?tenant=globex");
    check("/", null);
    check("/", "");
    check("/", "https://evil.example/");
    check("/", "//evil.example/");
    check("/", "/\\evil.example/");
    check("/", "/\t/evil.example/");
    check("/", "/a\r\nSet-Cookie: x=y");
    check("/", "javascript:alert(1)");
    check("/", "/" + "a".repeat(500));
  }

  @Test
  void a_refused_call_is_recognised() {
    assertTrue(ReturnPath.of("/acme/resolve/den_1").leadsToResolve());
  }

  private static void check(String expected, String text) {
    assertEquals(expected, ReturnPath.of(text).value());
  }
}
