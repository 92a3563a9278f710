package dev.turnpike.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.admin.DenialView.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The members of a problem that say whose call it was and what it lacked, one line each. */
final class DenialFacts {
  private static final List<String> GROUPS = List.of("subject", "limit", "balance", "payment");

  private DenialFacts() {}

  static List<Fact> of(JsonNode problem) {
    List<Fact> facts = new ArrayList<>();
    for (String group : GROUPS) {
      for (Map.Entry<String, JsonNode> member : problem.path(group).properties()) {
        if (member.getValue().isValueNode() && !member.getValue().isNull()) {
          facts.add(new Fact(label(group, member.getKey()), member.getValue().asText()));
        }
      }
    }
    return facts;
  }

  private static String label(String group, String member) {
    String words = member.replace('_', ' ');
    String label = group.equals("subject") ? words : group + ": " + words;
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }
}
