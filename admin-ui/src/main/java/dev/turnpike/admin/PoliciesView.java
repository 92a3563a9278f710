package dev.turnpike.admin;

import dev.turnpike.tenants.decision.Code;
import java.util.List;

/**
 * All policies of an API, by kind.
 *
 * @param api its slug
 * @param known whether the API is published; a draft has no policies in force
 */
record PoliciesView(
    String tenant, String api, String name, boolean known, List<PoliciesView.Kind> kinds) {

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
