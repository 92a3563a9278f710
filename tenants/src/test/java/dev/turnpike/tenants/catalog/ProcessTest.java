package dev.turnpike.tenants.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.definition.TermsText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which processes a plan may have, and how they are written. */
class ProcessTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WHOLE =
      """
      [{"kind":"form","questions":[{"name":"purpose","label":"What for?","choices":["a","b"]}]},
       {"kind":"consumer-approval","role":"billing","days":3},
       {"kind":"publisher-approval","approvals":2,"escalate":"admin"},
       {"kind":"webhook","url":"https://acme.example/approve"},
       {"kind":"terms","text":"Be kind.","revision":"2026-11"},
       {"kind":"payment"}]
      """;

  @Test
  void a_whole_process_is_read_and_comes_back_as_it_was_written() throws Exception {
    PlanTerms terms = plan(WHOLE);
    assertEquals(6, terms.process().size());
    assertEquals(5, StepTerms.beforePayment(terms.process()).size());
    assertEquals(2, terms.process().get(2).needed());
    assertEquals("approver", terms.process().get(2).decider());
    assertEquals(terms, JSON.readValue(JSON.writeValueAsString(terms), PlanTerms.class));
    TermsText.Good read = (TermsText.Good) TermsText.read(TermsText.write(terms));
    assertEquals(terms, read.terms());
  }

  @Test
  void a_process_of_an_earlier_version_is_still_understood() throws Exception {
    String old = "{\"kind\":\"publisher-approval\",\"settings\":{}}";
    StepTerms step =
        JSON.copy()
            .configure(
                com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                false)
            .readValue(old, StepTerms.class);
    assertEquals(StepTerms.of(StepTerms.Kind.PUBLISHER_APPROVAL), step);
  }

  @Test
  void what_cannot_be_walked_is_refused_at_its_field() {
    check("process[0].kind", "[{\"kind\":\"wish\"}]");
    check("process[0].kind", "[{\"kind\":\"start\"}]");
    check("process[0].kind", "[{\"kind\":\"payment\"},{\"kind\":\"publisher-approval\"}]");
    check("process[0].questions", "[{\"kind\":\"form\"}]");
    check("process[0].text", "[{\"kind\":\"terms\",\"revision\":\"1\"}]");
    check("process[0].revision", "[{\"kind\":\"terms\",\"text\":\"x\"}]");
    check("process[0].url", "[{\"kind\":\"webhook\",\"url\":\"ftp://x\"}]");
    check("process[0].role", "[{\"kind\":\"publisher-approval\",\"role\":\"king\"}]");
    check("process[0].approvals", "[{\"kind\":\"publisher-approval\",\"approvals\":0}]");
    check("process[0].days", "[{\"kind\":\"publisher-approval\",\"days\":91}]");
    check("process[0].role", "[{\"kind\":\"webhook\",\"url\":\"https://a.b\",\"role\":\"admin\"}]");
    check("process[0].colour", "[{\"kind\":\"publisher-approval\",\"colour\":\"red\"}]");
  }

  @Test
  void payment_stands_only_where_something_is_due_at_the_start() {
    BadPlan bad =
        assertThrows(
            BadPlan.class,
            () ->
                read(
                    "{\"billing\":\"free\",\"currency\":\"USD\",\"process\":[{\"kind\":\"payment\"}]}"));
    assertEquals("process[0].kind", bad.faults().getFirst().path());
  }

  private static PlanTerms plan(String process) throws JsonProcessingException {
    return read(
        "{\"billing\":\"postpaid\",\"currency\":\"USD\",\"recurring_fee\":\"9\",\"process\":"
            + process
            + "}");
  }

  private static PlanTerms read(String plan) throws JsonProcessingException {
    return PlanReader.read(JSON.readTree(plan), Set.of());
  }

  private static void check(String path, String process) {
    BadPlan bad = assertThrows(BadPlan.class, () -> plan(process));
    List<String> paths = bad.faults().stream().map(Fault::path).toList();
    assertTrue(paths.contains(path), () -> path + " is not among " + bad.faults());
  }
}
