package dev.turnpike.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.admin.DenialView.Fact;
import dev.turnpike.ui.Formats;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The members of a problem that say whose call it was and what it lacked, one line each. Known ones
 * come first and in an order that reads well; one that a later version adds is shown after them.
 */
final class DenialFacts {
  private static final Map<String, List<String>> GROUPS =
      Map.of(
          "subject", List.of("api", "product", "plan", "subscription"),
          "limit", List.of("name", "used", "limit", "unit", "resets_at"),
          "balance", List.of("required", "available", "held"),
          "payment", List.of("amount", "reason", "grace_until", "attempt"));

  private static final List<String> ORDER = List.of("subject", "limit", "balance", "payment");

  /** Shown elsewhere on the page, or with the amounts. */
  private static final List<String> LEFT_OUT = List.of("tenant", "application", "currency");

  private DenialFacts() {}

  static List<Fact> of(JsonNode problem) {
    List<Fact> facts = new ArrayList<>();
    for (String group : ORDER) {
      JsonNode members = problem.path(group);
      List<String> known = GROUPS.getOrDefault(group, List.of());
      known.forEach(name -> add(facts, group, name, members));
      Map<String, JsonNode> rest = new TreeMap<>();
      members.properties().forEach(member -> rest.put(member.getKey(), member.getValue()));
      rest.keySet().removeAll(known);
      rest.keySet().removeAll(LEFT_OUT);
      rest.keySet().forEach(name -> add(facts, group, name, members));
    }
    return facts;
  }

  private static void add(List<Fact> facts, String group, String name, JsonNode members) {
    JsonNode value = members.path(name);
    if (!value.isValueNode() || value.isNull()) {
      return;
    }
    boolean amount =
        members.hasNonNull("currency") && (group.equals("balance") || name.equals("amount"));
    String text =
        amount
            ? value.asText() + " " + members.get("currency").asText()
            : name.endsWith("_at") || name.endsWith("_until")
                ? time(value.asText())
                : value.asText();
    facts.add(new Fact(label(group, name), text));
  }

  /** In the reader's zone; what is no time is left as it is. */
  private static String time(String written) {
    try {
      return Formats.stamp(Instant.parse(written));
    } catch (DateTimeParseException other) {
      return written;
    }
  }

  private static String label(String group, String member) {
    String words = member.equals("api") ? "API" : member.replace('_', ' ');
    String label = group.equals("subject") ? words : group + ": " + words;
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }
}
