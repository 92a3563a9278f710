package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.catalog.StepTerms.QuestionTerms;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the consumer's side adds to its own request: answers to a form, and agreement to terms. */
@ApplicationScoped
public class Answers {
  private static final int LONGEST_ANSWER = 2_000;

  private final Tenancy tenancy;
  private final Lifecycle lifecycle;
  private final Verdicts verdicts;

  Answers(Tenancy tenancy, Lifecycle lifecycle, Verdicts verdicts) {
    this.tenancy = tenancy;
    this.lifecycle = lifecycle;
    this.verdicts = verdicts;
  }

  /**
   * Answers the open form.
   *
   * @param answers by the questions' names
   */
  public Uni<Outcome> answer(
      Acting consumer, SubscriptionId id, int version, Map<String, String> answers) {
    return with(
        consumer,
        id,
        version,
        StepTerms.Kind.FORM,
        (session, held, step) -> {
          List<Fault> wrong = wrong(step.terms().questions(), answers);
          if (!wrong.isEmpty()) {
            Fault first = wrong.getFirst();
            return Uni.createFrom().item(new Outcome.Invalid(first.path(), first.reason()));
          }
          return verdicts.yes(
              session,
              held,
              step.position(),
              speaker(consumer),
              "",
              kept(step.terms().questions(), answers),
              false);
        });
  }

  /**
   * Accepts the open step's terms.
   *
   * @param revision which was read; another one is a conflict
   */
  public Uni<Outcome> accept(Acting consumer, SubscriptionId id, int version, String revision) {
    return with(
        consumer,
        id,
        version,
        StepTerms.Kind.TERMS,
        (session, held, step) ->
            revision.equals(step.terms().revision())
                ? verdicts.yes(
                    session,
                    held,
                    step.position(),
                    speaker(consumer),
                    "",
                    Map.of("revision", revision, "sha256", hash(step.terms().text())),
                    false)
                : Uni.createFrom()
                    .item(
                        new Outcome.Invalid(
                            "revision",
                            "These are the terms of " + step.terms().revision() + ".")));
  }

  /** Every answer that cannot be, each with the question's name and what to do. */
  public static List<Fault> wrong(List<QuestionTerms> questions, Map<String, String> answers) {
    List<Fault> wrong = new ArrayList<>();
    for (QuestionTerms question : questions) {
      String answer = answers.getOrDefault(question.name(), "").strip();
      if (answer.isEmpty()) {
        if (question.mandatory()) {
          wrong.add(new Fault(question.name(), "Answer: " + question.label()));
        }
      } else if (answer.length() > LONGEST_ANSWER) {
        wrong.add(new Fault(question.name(), "Write at most " + LONGEST_ANSWER + " characters."));
      } else if (!question.choices().isEmpty() && !question.choices().contains(answer)) {
        wrong.add(
            new Fault(question.name(), "Choose one of: " + String.join(", ", question.choices())));
      }
    }
    return wrong;
  }

  private static Map<String, String> kept(
      List<QuestionTerms> questions, Map<String, String> answers) {
    Map<String, String> kept = new HashMap<>();
    for (QuestionTerms question : questions) {
      kept.put(question.name(), answers.getOrDefault(question.name(), "").strip());
    }
    return kept;
  }

  private interface Command {
    Uni<Outcome> of(Mutiny.Session session, Subscribed held, Step step);
  }

  private Uni<Outcome> with(
      Acting consumer, SubscriptionId id, int version, StepTerms.Kind kind, Command command) {
    consumer.require(Permission.REQUEST_SUBSCRIPTION);
    return tenancy.as(
        consumer.tenant(),
        session ->
            lifecycle
                .hold(session, id)
                .map(found -> found.filter(s -> s.consumer().tenant().equals(consumer.tenant())))
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new Outcome.Unknown())
                            : with(session, found.get(), version, kind, command)));
  }

  private Uni<Outcome> with(
      Mutiny.Session session, Subscribed held, int version, StepTerms.Kind kind, Command command) {
    if (held.version() != version || !(held.state() instanceof Requested)) {
      return Uni.createFrom().item(Lifecycle.notFrom(held));
    }
    return verdicts
        .open(session, held.id())
        .chain(
            step ->
                step.isEmpty() || step.get().terms().kind() != kind
                    ? Uni.createFrom()
                        .item(new Outcome.Conflict("The open step is no " + kind.word() + "."))
                    : command.of(session, held, step.get().toStep()));
  }

  private static Verdicts.Speaker speaker(Acting consumer) {
    return new Verdicts.Speaker(
        new Lifecycle.Actor(consumer.tenant(), consumer.person()),
        "requester",
        consumer.person(),
        null);
  }

  private static String hash(@org.jspecify.annotations.Nullable String text) {
    try {
      byte[] bytes = Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
