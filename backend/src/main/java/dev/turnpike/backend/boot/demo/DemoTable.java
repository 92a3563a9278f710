package dev.turnpike.backend.boot.demo;

import dev.turnpike.tenants.definition.Samples;
import java.nio.file.Path;
import java.util.Map;

/** The demo's sheet as a table for a terminal. */
final class DemoTable {
  private static final Map<String, String> MEANING =
      Map.of(
          "good", "answers 200",
          "drained", "402, no credit left: follow its link and pay",
          "overdue", "402, an invoice is unpaid: follow its link and pay",
          "pending", "403, until an approver says yes",
          "revoked", "401, for good",
          "rate-limited", "429, one call a day and it is spent",
          "simulate", "any refusal you ask for with X-Simulate: CODE");

  private DemoTable() {}

  static String of(DemoSheet sheet, Path file) {
    StringBuilder text = new StringBuilder("\nTurnpike is up, on sample data.\n\n");
    row(text, "gateway", sheet.gateway());
    row(text, "portal", sheet.portal());
    row(text, "admin", sheet.admin());
    row(text, "management", sheet.management());
    row(text, "operations", sheet.operations());
    text.append("\nPeople (password of all: ").append(Samples.PASSWORD).append(")\n");
    for (DemoSheet.Person person : sheet.people()) {
      row(text, person.tenant(), person.email() + "  " + String.join(", ", person.roles()));
    }
    text.append("\nKeys\n");
    for (Samples.Key key : sheet.keys()) {
      row(text, key.tenant() + "/" + key.application(), key.key());
      row(text, "", key.state() + ": " + MEANING.getOrDefault(key.state(), ""));
    }
    text.append("\nTry\n");
    for (DemoSheet.Call call : sheet.calls()) {
      row(text, call.expect() + "  " + call.title(), "");
    }
    DemoSheet.Call drained =
        sheet.calls().stream().filter(call -> call.expect() == 402).findFirst().orElseThrow();
    text.append("\n  curl -i -H 'X-API-Key: ")
        .append(drained.key())
        .append("' ")
        .append(drained.url())
        .append("\n\nAll of this is in ")
        .append(file)
        .append(". Ctrl-C stops everything.\n");
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("  %-18s %s".formatted(name, value).stripTrailing()).append('\n');
  }
}
