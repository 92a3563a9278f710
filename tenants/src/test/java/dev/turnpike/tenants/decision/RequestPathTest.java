package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One reading of a path for the policy and for the origin, or none. */
@Tag("case-21")
class RequestPathTest {
  private static final String MALFORMED = "400";

  @Test
  void publisher_api_path_and_query_are_told_apart() {
    assertEquals(
        new RequestPath.Path("acme", "weather", "/v1/now", "city=Bern&x=%0d%0a"),
        RequestPath.parse("/acme/weather/v1/now?city=Bern&x=%0d%0a"));
    assertEquals(new RequestPath.Path("acme", "weather", "/", null), parse("/acme/weather"));
    assertEquals(new RequestPath.Path("acme", "weather", "/", ""), parse("/acme/weather/?"));
    assertEquals(new RequestPath.Path("acme", "", "/", null), parse("/acme"));
    assertEquals(new RequestPath.Path("", "", "/", null), parse("/"));
  }

  @Test
  void different_spellings_of_one_path_become_the_same_string() {
    check("/admin", "/admin");
    check("//admin", "/admin");
    check("/./admin", "/admin");
    check("/x/../admin", "/admin");
    check("/x/%2e%2e/admin", "/admin");
    check("/x/.%2E//admin", "/admin");
    check("/%61dmin", "/admin");
    check("/admin/.", "/admin/");
    check("/admin/x/..", "/admin/");
    check("/ADMIN", "/ADMIN");
    check("/a%c3%a9b", "/a%C3%A9b");
    check("/a%20b", "/a%20b");
    check("/100%25", "/100%25");
    check("/...", "/...");
    check("/.well-known/x", "/.well-known/x");
  }

  @Test
  void what_two_servers_could_read_differently_is_malformed() {
    for (String path :
        List.of(
            "/..;/admin",
            "/admin;x",
            "/admin%3bx",
            "/admin%2f",
            "/admin%2Fx",
            "/admin%5c",
            "/\\admin",
            "/admin%00",
            "/admin%0d%0aX:y",
            "/admin%7f",
            "/%252e%252e/",
            "/%25%32%65",
            "/%c0%ae%c0%ae/admin",
            "/%e0%80%af",
            "/%ff",
            "/%",
            "/%2",
            "/%zz",
            "/%-1",
            "/a b",
            "/a\tb",
            "/a#b",
            "/é",
            "/{x}",
            "/a\"b",
            "/../../../admin",
            "/%2e%2e/%2e%2e/%2e%2e/admin")) {
      check(path, MALFORMED);
    }
    assertInstanceOf(RequestPath.Malformed.class, RequestPath.parse(""));
    assertInstanceOf(RequestPath.Malformed.class, RequestPath.parse("*"));
    assertInstanceOf(RequestPath.Malformed.class, RequestPath.parse("http://acme/weather"));
    assertInstanceOf(RequestPath.Malformed.class, RequestPath.parse("/acme/weather?a b"));
  }

  @Test
  void a_path_that_leaves_its_api_belongs_to_where_it_arrives() {
    assertEquals(
        new RequestPath.Path("globex", "catalog", "/x", null),
        parse("/acme/weather/../../globex/catalog/x"));
  }

  @Test
  void the_normal_form_is_its_own_normal_form() {
    Random random = new Random(21);
    String alphabet = "/.%2eE5cf0AaZ~-_;:@+ \\";
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder target = new StringBuilder("/a/b/");
      for (int n = random.nextInt(12); n > 0; n--) {
        target.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (RequestPath.parse(target.toString()) instanceof RequestPath.Path path) {
        read++;
        String normal = "/" + path.publisher() + "/" + path.api() + path.path();
        if (!path.publisher().isEmpty() && !path.api().isEmpty()) {
          assertEquals(path, RequestPath.parse(normal), target::toString);
        }
        for (String segment : path.path().split("/", -1)) {
          assertFalse(segment.equals("..") || segment.equals("."), target::toString);
        }
        assertFalse(path.path().contains("//"), target::toString);
      }
    }
    assertFalse(read < 1000, "the property was hardly tried: " + read);
  }

  private static void check(String path, String expected) {
    String found =
        switch (RequestPath.parse("/acme/weather" + path)) {
          case RequestPath.Path read -> read.path();
          case RequestPath.Malformed malformed -> {
            assertFalse(malformed.reason().contains("admin"), "nothing of the target is echoed");
            yield MALFORMED;
          }
        };
    assertEquals(expected, found, path);
  }

  private static RequestPath.Path parse(String target) {
    return assertInstanceOf(RequestPath.Path.class, RequestPath.parse(target));
  }
}
