package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.catalog.StepTerms.Kind;
import dev.turnpike.tenants.catalog.StepTerms.QuestionTerms;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether requests can walk a process as it is written. */
final class StepCheck {
  private static final int MOST_STEPS = 10;
  private static final int MOST_QUESTIONS = 20;
  private static final int MOST_CHOICES = 20;
  private static final int MOST_APPROVALS = 10;
  private static final int MOST_DAYS = 90;
  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_REVISION = 40;
  private static final Set<String> ROLES =
      Set.of("owner", "admin", "editor", "approver", "billing", "developer", "viewer");

  private final List<Fault> faults = new ArrayList<>();

  private StepCheck() {}

  /**
   * None when all is well.
   *
   * @param paysAtStart whether the plan costs something before the first call
   */
  static List<Fault> of(List<StepTerms> process, boolean paysAtStart) {
    StepCheck check = new StepCheck();
    if (process.size() > MOST_STEPS) {
      check.add("process", "has more than " + MOST_STEPS + " steps: nobody walks that far");
    }
    for (int i = 0; i < process.size(); i++) {
      check.step("process[" + i + "]", process.get(i), i == process.size() - 1, paysAtStart);
    }
    return check.faults;
  }

  private void step(String path, StepTerms step, boolean last, boolean paysAtStart) {
    if (step.kind() == null || step.kind() == Kind.START) {
      add(
          path + ".kind",
          "is none of form, consumer-approval, publisher-approval, webhook, terms, payment");
      return;
    }
    boolean people =
        step.kind() == Kind.CONSUMER_APPROVAL || step.kind() == Kind.PUBLISHER_APPROVAL;
    only(path + ".role", step.role(), people, "consumer-approval and publisher-approval");
    only(path + ".approvals", step.approvals(), people, "consumer-approval and publisher-approval");
    only(path + ".escalate", step.escalate(), people, "consumer-approval and publisher-approval");
    only(path + ".text", step.text(), step.kind() == Kind.TERMS, "terms");
    only(path + ".revision", step.revision(), step.kind() == Kind.TERMS, "terms");
    only(path + ".url", step.url(), step.kind() == Kind.WEBHOOK, "webhook");
    role(path + ".role", step.role());
    role(path + ".escalate", step.escalate());
    range(path + ".approvals", step.approvals(), MOST_APPROVALS);
    range(path + ".days", step.days(), MOST_DAYS);
    if (step.kind() != Kind.FORM && !step.questions().isEmpty()) {
      add(path + ".questions", "belongs to form only: drop it");
    }
    switch (step.kind()) {
      case FORM -> questions(path, step.questions());
      case TERMS -> terms(path, step);
      case WEBHOOK -> url(path + ".url", step.url());
      case PAYMENT -> payment(path, last, paysAtStart);
      case CONSUMER_APPROVAL, PUBLISHER_APPROVAL, START -> {}
    }
  }

  private void payment(String path, boolean last, boolean paysAtStart) {
    if (!last) {
      add(path + ".kind", "payment is always the last step: move it to the end");
    }
    if (!paysAtStart) {
      add(path + ".kind", "nothing is due at the start: drop payment, or add a recurring_fee");
    }
  }

  private void terms(String path, StepTerms step) {
    if (step.text() == null || step.text().isBlank() || step.text().length() > LONGEST_TEXT) {
      add(path + ".text", "is missing or longer than " + LONGEST_TEXT + " characters");
    }
    if (step.revision() == null
        || step.revision().isBlank()
        || step.revision().length() > LONGEST_REVISION) {
      add(path + ".revision", "is missing: name the version of the text, such as \"2026-11\"");
    }
  }

  private void url(String path, @Nullable String url) {
    if (url == null || !isWebAddress(url)) {
      add(path, "is no web address: write one such as https://example.com/approvals");
    }
  }

  private static boolean isWebAddress(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && url.length() <= 500
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  private void questions(String path, List<QuestionTerms> questions) {
    if (questions.isEmpty() || questions.size() > MOST_QUESTIONS) {
      add(path + ".questions", "a form asks 1 to " + MOST_QUESTIONS + " questions");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < questions.size(); i++) {
      QuestionTerms question = questions.get(i);
      String at = path + ".questions[" + i + "]";
      if (question.name() == null || !question.name().matches("[a-z][a-z0-9-]{0,39}")) {
        add(at + ".name", "is no name: write small letters, digits and hyphens");
      } else if (!names.add(question.name())) {
        add(at + ".name", "two questions are named " + question.name() + ": rename one");
      }
      if (question.label() == null
          || question.label().isBlank()
          || question.label().length() > LONGEST_LABEL) {
        add(at + ".label", "is missing: write what people read, at most 200 characters");
      }
      if (question.choices().size() > MOST_CHOICES) {
        add(at + ".choices", "are more than " + MOST_CHOICES);
      }
    }
  }

  private void only(String path, @Nullable Object value, boolean belongs, String where) {
    if (value != null && !belongs) {
      add(path, "belongs to " + where + " only: drop it");
    }
  }

  private void role(String path, @Nullable String role) {
    if (role != null && !ROLES.contains(role)) {
      add(path, "is none of owner, admin, editor, approver, billing, developer, viewer: " + role);
    }
  }

  private void range(String path, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      add(path, "is 1 to " + most + ", not " + value);
    }
  }

  private void add(String path, String reason) {
    faults.add(new Fault(path, reason));
  }
}
