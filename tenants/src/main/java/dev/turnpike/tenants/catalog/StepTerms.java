package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan's process, as its publisher writes it and as each request keeps it.
 *
 * @param role who decides, beside owners and admins; absent: approvers, of a consumer billing
 * @param approvals how many have to say yes; absent: one
 * @param days after which it is escalated; half of it reminds, twice of it refuses; absent: it is
 *     reminded of after two days and waits
 * @param escalate the role that is asked after {@code days}; absent: owners
 * @param questions what a form asks
 * @param text of terms: what is accepted
 * @param revision of terms: which version of the text that is
 * @param url of a webhook: where the question goes
 * @param at of a start: when, in ISO 8601
 */
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepTerms(
    Kind kind,
    @Nullable String role,
    @Nullable Integer approvals,
    @Nullable Integer days,
    @Nullable String escalate,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<QuestionTerms> questions,
    @Nullable String text,
    @Nullable String revision,
    @Nullable String url,
    @Nullable String at) {

  public StepTerms {
    questions = questions == null ? List.of() : List.copyOf(questions);
  }

  /** Nothing but its kind. */
  public static StepTerms of(Kind kind) {
    return new StepTerms(kind, null, null, null, null, List.of(), null, null, null, null);
  }

  /** The wait for a date that was set at approval; no plan has it. */
  public static StepTerms startingAt(String at) {
    return new StepTerms(Kind.START, null, null, null, null, List.of(), null, null, null, at);
  }

  /** What a request has to pass before it is paid for. */
  public static List<StepTerms> beforePayment(List<StepTerms> process) {
    return process.stream().filter(step -> step.kind() != Kind.PAYMENT).toList();
  }

  /** The role that decides it, when people do. */
  public String decider() {
    if (role != null) {
      return role;
    }
    return kind == Kind.CONSUMER_APPROVAL ? "billing" : "approver";
  }

  public int needed() {
    return approvals == null ? 1 : approvals;
  }

  public String escalatesTo() {
    return escalate == null ? "owner" : escalate;
  }

  /** What kind of step, in the file's spelling with hyphens. */
  public enum Kind {
    FORM,
    CONSUMER_APPROVAL,
    PUBLISHER_APPROVAL,
    WEBHOOK,
    TERMS,
    PAYMENT,
    START;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null for a word that is none. */
    @JsonCreator
    public static @Nullable Kind of(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.word().equals(word))
          .findFirst()
          .orElse(null);
    }

    /** Whether the one who asked has to do something. */
    public boolean isRequesters() {
      return this == FORM || this == TERMS;
    }
  }

  /**
   * A question of a form.
   *
   * @param choices what can be answered; empty: any text
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record QuestionTerms(
      String name,
      String label,
      @Nullable Boolean required,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> choices) {
    public QuestionTerms {
      choices = choices == null ? List.of() : List.copyOf(choices);
    }

    /** It is, unless the file says no. */
    public boolean mandatory() {
      return required == null || required;
    }
  }
}
