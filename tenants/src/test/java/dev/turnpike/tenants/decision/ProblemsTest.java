package dev.turnpike.tenants.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The management API answers in the gateway's format. */
class ProblemsTest {
  private static final Problems PROBLEMS = new Problems(Rendered.LINKS);
  private static final List<Problems.Invalid> WRONG =
      List.of(
          new Problems.Invalid("/amount", "Must be a decimal string."),
          new Problems.Invalid("/currency", "Must be an ISO 4217 code."));

  @Test
  @Tag("R9")
  @Tag("R41")
  void wrong_values_are_listed_by_pointer() {
    Rendered rendered =
        new Rendered(
            PROBLEMS.of(
                Code.REQUEST_INVALID,
                "Two values are wrong.",
                WRONG,
                Rendered.asked("POST", null)));
    JsonNode problem = rendered.json();
    assertEquals(400, rendered.refusal().status());
    assertEquals("application/problem+json", rendered.header("Content-Type"));
    assertEquals("https://portal.example/errors/REQUEST_INVALID", problem.get("type").asText());
    assertEquals("/amount", problem.at("/errors/0/pointer").asText());
    assertEquals("Must be an ISO 4217 code.", problem.at("/errors/1/detail").asText());
    assertNull(rendered.refusal().denial());
  }

  @Test
  @Tag("R40")
  void json_api_gets_one_error_for_each_wrong_value() {
    JsonNode errors =
        new Rendered(
                PROBLEMS.of(
                    Code.REQUEST_INVALID,
                    "Two values are wrong.",
                    WRONG,
                    Rendered.asked("POST", "application/vnd.api+json")))
            .json()
            .get("errors");
    assertEquals(2, errors.size());
    assertEquals("/currency", errors.at("/1/source/pointer").asText());
  }

  @Test
  void a_browser_gets_json_from_the_management_api_too() {
    Refusal refusal =
        PROBLEMS.of(Code.CONFLICT, "Decided already.", Rendered.asked("POST", "text/html"));
    assertTrue(new Rendered(refusal).header("Content-Type").startsWith("application/problem"));
  }
}
