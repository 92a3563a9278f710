package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.catalog.StepTerms.Kind;
import dev.turnpike.tenants.catalog.StepTerms.QuestionTerms;
import jakarta.ws.rs.core.MultivaluedMap;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process while it is written: all of it stands in the form, so that steps are added and moved
 * without anything being kept here, and without JavaScript.
 */
final class ProcessDraft {
  private static final int MOST = 20;
  private static final String OPTIONAL = "(optional)";

  private ProcessDraft() {}

  /** The steps that a form sent. */
  static List<StepTerms> read(MultivaluedMap<String, String> sent) {
    List<StepTerms> steps = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      String word = sent.getFirst("kind-" + i);
      Kind kind = word == null ? null : Kind.of(word);
      if (kind != null) {
        steps.add(step(kind, i, sent));
      }
    }
    return steps;
  }

  private static StepTerms step(Kind kind, int i, MultivaluedMap<String, String> sent) {
    return new StepTerms(
        kind,
        text(sent, "role-" + i),
        number(sent, "approvals-" + i),
        number(sent, "days-" + i),
        text(sent, "escalate-" + i),
        questions(sent.getFirst("questions-" + i)),
        text(sent, "text-" + i),
        text(sent, "revision-" + i),
        text(sent, "url-" + i),
        null);
  }

  /** What a button did: {@code add}, or a verb with the step's place such as {@code up-2}. */
  static List<StepTerms> moved(List<StepTerms> steps, String act, @Nullable String fresh) {
    List<StepTerms> all = new ArrayList<>(steps);
    int dash = act.lastIndexOf('-');
    int at = dash < 0 ? -1 : place(act.substring(dash + 1), all.size());
    switch (dash < 0 ? act : act.substring(0, dash)) {
      case "add" -> {
        Kind kind = fresh == null ? null : Kind.of(fresh);
        if (kind != null && all.size() < MOST) {
          all.add(StepTerms.of(kind));
        }
      }
      case "remove" -> {
        if (at >= 0) {
          all.remove(at);
        }
      }
      case "up" -> {
        if (at > 0) {
          Collections.swap(all, at, at - 1);
        }
      }
      case "down" -> {
        if (at >= 0 && at < all.size() - 1) {
          Collections.swap(all, at, at + 1);
        }
      }
      default -> {}
    }
    return all;
  }

  private static int place(String text, int size) {
    try {
      int at = Integer.parseInt(text);
      return at >= 0 && at < size ? at : -1;
    } catch (NumberFormatException noPlace) {
      return -1;
    }
  }

  private static @Nullable String text(MultivaluedMap<String, String> sent, String name) {
    String text = sent.getFirst(name);
    return text == null || text.isBlank() ? null : text.strip().replace("\r\n", "\n");
  }

  /** What is no number becomes one that is refused at its field. */
  private static @Nullable Integer number(MultivaluedMap<String, String> sent, String name) {
    String text = text(sent, name);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException noNumber) {
      return -1;
    }
  }

  static List<QuestionTerms> questions(@Nullable String text) {
    Set<String> names = new HashSet<>();
    return Objects.requireNonNullElse(text, "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> question(line, names))
        .toList();
  }

  private static QuestionTerms question(String line, Set<String> names) {
    boolean optional = line.toLowerCase(Locale.ROOT).endsWith(OPTIONAL);
    String asked = optional ? line.substring(0, line.length() - OPTIONAL.length()) : line;
    int bar = asked.indexOf('|');
    String label = (bar < 0 ? asked : asked.substring(0, bar)).strip();
    List<String> choices =
        bar < 0
            ? List.of()
            : Arrays.stream(asked.substring(bar + 1).split(",", -1))
                .map(String::strip)
                .filter(choice -> !choice.isEmpty())
                .toList();
    return new QuestionTerms(name(label, names), label, optional ? false : null, choices);
  }

  private static String name(String label, Set<String> names) {
    String plain =
        Normalizer.normalize(label, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-+$", "");
    String base = plain.isEmpty() ? "question" : plain.substring(0, Math.min(plain.length(), 30));
    String name = base;
    for (int i = 2; !names.add(name); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  /** As {@link #questions} reads them. */
  static String written(List<QuestionTerms> questions) {
    StringBuilder text = new StringBuilder();
    for (QuestionTerms question : questions) {
      text.append(question.label());
      if (!question.choices().isEmpty()) {
        text.append(" | ").append(String.join(", ", question.choices()));
      }
      text.append(question.mandatory() ? "" : " " + OPTIONAL).append('\n');
    }
    return text.toString();
  }
}
