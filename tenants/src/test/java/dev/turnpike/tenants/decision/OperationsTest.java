package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.tenants.snapshot.Api;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperationsTest {
  private static final String NONE = "none";

  @Test
  void a_template_matches_segment_by_segment() {
    check("GET /", "GET /", "GET /");
    check("GET /a", "GET /a", "GET /a");
    check("GET /a/", NONE, "GET /a");
    check("GET /A", NONE, "GET /a");
    check("GET /a/b", NONE, "GET /a");
    check("GET /a", NONE, "GET /a/b");
    check("GET /a/7", "GET /a/{id}", "GET /a/{id}");
    check("GET /a/", NONE, "GET /a/{id}");
    check("GET /a/7/b", NONE, "GET /a/{id}");
    check("GET /a/7/b", "GET /a/{id}/b", "GET /a/{id}/b");
    check("GET /ab", NONE, "GET /a");
  }

  @Test
  void two_stars_match_the_rest_and_nothing() {
    check("GET /a/b/c", "GET /a/**", "GET /a/**");
    check("GET /a/", "GET /a/**", "GET /a/**");
    check("GET /a", "GET /a/**", "GET /a/**");
    check("GET /ab", NONE, "GET /a/**");
    check("GET /x", "GET /**", "GET /**");
  }

  @Test
  void head_is_granted_where_get_is() {
    check("HEAD /a", "GET /a", "GET /a");
    check("HEAD /a", "HEAD /a", "GET /a", "HEAD /a");
    check("HEAD /a", NONE, "POST /a");
  }

  @Test
  void the_most_specific_template_wins_in_any_order() {
    List<String> templates =
        new ArrayList<>(
            List.of("GET /**", "GET /a/**", "GET /a/{x}", "GET /{x}/b", "GET /a/b", "POST /a/b"));
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(templates, random);
      String[] all = templates.toArray(String[]::new);
      check("GET /a/b", "GET /a/b", all);
      check("GET /a/c", "GET /a/{x}", all);
      check("GET /z/b", "GET /{x}/b", all);
      check("GET /a/c/d", "GET /a/**", all);
      check("GET /z", "GET /**", all);
    }
  }

  @Test
  void the_methods_of_a_path_are_listed() {
    Api api = api("GET /a/{id}", "DELETE /a/{id}", "POST /a");
    assertEquals(List.of("DELETE", "GET", "HEAD"), Operations.methods(api, "/a/1"));
    assertEquals(List.of(), Operations.methods(api, "/b"));
  }

  @Test
  void an_api_without_a_list_answers_every_path() {
    assertEquals("any", Operations.find(api(), "PURGE", "/x/y").id());
  }

  private static void check(String request, String expected, String... operations) {
    String[] parts = request.split(" ", -1);
    Api.Operation found = Operations.find(api(operations), parts[0], parts[1]);
    String name = found == null ? NONE : found.method() + " " + found.path();
    assertEquals(expected, name, () -> request + " among " + Arrays.toString(operations));
  }

  private static Api api(String... operations) {
    Api weather = new Cast().api;
    return new Api(
        weather.id(),
        weather.slug(),
        weather.name(),
        weather.stage(),
        weather.visibility(),
        weather.listed(),
        weather.origins(),
        null,
        weather.dialect(),
        weather.disclosure(),
        Arrays.stream(operations)
            .map(text -> text.split(" ", -1))
            .map(parts -> new Api.Operation(parts[0] + parts[1], parts[0], parts[1]))
            .toList(),
        weather.products());
  }
}
