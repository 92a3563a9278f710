package dev.turnpike.admin;

import dev.turnpike.tenants.decision.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All policies of an API, by kind.
 *
 * @param api its slug
 * @param known whether the API is published; a draft has no policies in force
 * @param parts what can be taken out of its document; empty for whoever may not
 */
record PoliciesView(
    String tenant,
    String api,
    String name,
    boolean known,
    List<PoliciesView.Kind> kinds,
    List<PoliciesView.Part> parts,
    PoliciesView.@Nullable Notice notice) {

  /**
   * What can be taken out of the API's document.
   *
   * @param id in the form's address
   * @param has how many operations of the draft have it, in a sentence
   * @param any whether one has
   */
  record Part(String id, String title, String says, String has, boolean any, String take) {}

  /**
   * What became of a change.
   *
   * @param tone a class of the stylesheet
   */
  record Notice(String tone, String title) {}

  /**
   * A kind of policy.
   *
   * @param id for links within the page
   */
  record Kind(String id, String title, String lede, List<Line> lines) {}

  /**
   * One policy.
   *
   * @param where what it is for: the API, an operation, a plan
   * @param says in a sentence
   * @param answers what callers get who run into it
   */
  record Line(String where, String name, String says, List<Answer> answers) {}

  /** A refusal, with the page that explains it. */
  record Answer(int status, String code, String href) {
    static Answer of(String tenant, Code code) {
      return new Answer(code.status(), code.name(), "/" + tenant + "/errors/" + code.name());
    }
  }
}
