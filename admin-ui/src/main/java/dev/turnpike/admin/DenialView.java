package dev.turnpike.admin;

import dev.turnpike.tenants.usage.Denied;
import java.util.List;

/**
 * One refused call with its facts and its trace.
 *
 * @param facts label and value of what the caller was told
 * @param body the problem as the caller got it, in lines
 */
record DenialView(
    String tenant,
    String title,
    String detail,
    String who,
    Denied denied,
    List<Fact> facts,
    List<StepView> trace,
    String body) {

  record Fact(String label, String value) {}

  /**
   * One step of the decision.
   *
   * @param at since the call began, in words
   */
  record StepView(
      String name, String verdict, String tone, String detail, String policy, String at) {}
}
