package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.snapshot.Product;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefusalPageTest {
  private static final String HOSTILE = "<script>alert('x')</script>\"&";

  @Test
  @Tag("R21")
  @Tag("R43")
  void a_page_has_one_heading_a_button_and_no_script() {
    Rendered page = Rendered.simulated(Code.INSUFFICIENT_CREDITS, "text/html", c -> {});
    String html = page.body();
    assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
    assertEquals(1, html.split("<h1>", -1).length - 1);
    assertTrue(html.contains("class=\"first\" href=\"https://portal.example/acme/resolve/den_"));
    assertTrue(html.contains(Cast.MESSAGE));
    assertFalse(html.contains("<script"));
    assertFalse(html.contains("style=\""));
    assertFalse(html.matches("(?s).*<(img|link|iframe|form)\\b.*"), "nothing is loaded");
  }

  @Test
  void the_policy_allows_exactly_the_style_of_the_page() throws Exception {
    Rendered page = Rendered.simulated(Code.NOT_FOUND, "text/html", c -> {});
    String html = page.body();
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.getBytes(StandardCharsets.UTF_8)));
    String policy = page.header("Content-Security-Policy");
    assertTrue(policy.contains("style-src 'sha256-" + hash + "'"), policy);
    assertTrue(policy.startsWith("default-src 'none'"), policy);
  }

  @Test
  @Tag("case-20")
  void a_publishers_words_stay_words() {
    Rendered page =
        Rendered.simulated(
            Code.QUOTA_EXHAUSTED,
            "text/html",
            c ->
                c.product =
                    new Product(
                        Cast.WEATHER, "weather", HOSTILE, List.of(Cast.FREE, Cast.PRO), HOSTILE));
    assertFalse(page.body().contains("<script"));
    assertTrue(page.body().contains("&lt;script&gt;alert(&#39;x&#39;)"));
  }
}
