package dev.turnpike.ui;

import dev.turnpike.tenants.approval.RequestFile;
import dev.turnpike.tenants.approval.Step;
import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request's steps as people read them, on either side. */
@ApplicationScoped
public class StepWords {
  private final StepText text;

  StepWords(StepText text) {
    this.text = text;
  }

  /** The steps of a request, with the payment that follows them where one is due. */
  public StepsView of(RequestFile file) {
    Subscribed held = file.subscription();
    List<StepsView.Line> lines = new ArrayList<>();
    file.steps().forEach(step -> lines.add(line(held, step)));
    if (paysAtStart(held)) {
      lines.add(payment(held, file.steps().size() + 1));
    }
    return switch (held.state()) {
      case Requested open -> {
        Step step = file.steps().get(open.position() - 1);
        yield new StepsView(
            text.position(open.position(), lines.size(), waits(held, step)), step.since(), lines);
      }
      case AwaitingPayment _ ->
          new StepsView(
              text.position(lines.size(), lines.size(), text.waitsPayment()),
              held.changedAt(),
              lines);
      default -> new StepsView(null, null, lines);
    };
  }

  /** The open step in a line: "2 of 3: waiting for Acme's approvers". */
  public String position(Subscribed held, Step step, int of) {
    return text.position(step.position(), of + (paysAtStart(held) ? 1 : 0), waits(held, step));
  }

  private static boolean paysAtStart(Subscribed held) {
    boolean fee = held.terms().feeOfPeriod().isPositive() || held.terms().feeOfSetup().isPositive();
    return fee && (held.terms().trial() == 0 || held.state() instanceof AwaitingPayment);
  }

  /** Whom it waits for. */
  public String waits(Subscribed held, Step step) {
    boolean escalated = step.escalatedAt() != null;
    String role = text.role(escalated ? step.terms().escalatesTo() : step.terms().decider());
    return switch (step.turn()) {
      case REQUESTER -> text.waitsRequester();
      case PUBLISHER -> text.waitsPeople(held.publisher().name(), role);
      case CONSUMER -> text.waitsPeople(held.consumer().name(), role);
      case SYSTEM -> text.waitsSystem(held.publisher().name());
      case TIME -> text.waitsDay(day(step.terms().at()));
    };
  }

  private static String day(@Nullable String at) {
    return at == null ? "" : Formats.day(Instant.parse(at));
  }

  /** A state as a word and a colour of the stylesheet. */
  public record Named(String word, String tone) {}

  /** The state's word in the database, as people read it. */
  public Named state(String name) {
    String tone =
        switch (name) {
          case "requested" -> "info";
          case "rejected", "suspended" -> "bad";
          case "awaiting_payment", "past_due" -> "warn";
          case "active", "trialing" -> "good";
          default -> "";
        };
    return new Named(text.state(name), tone);
  }

  public Named state(SubscriptionState state) {
    return state(
        switch (state) {
          case Requested _ -> "requested";
          case SubscriptionState.Rejected _ -> "rejected";
          case AwaitingPayment _ -> "awaiting_payment";
          case SubscriptionState.Active _ -> "active";
          case SubscriptionState.Trialing _ -> "trialing";
          case SubscriptionState.PastDue _ -> "past_due";
          case SubscriptionState.Suspended _ -> "suspended";
          case SubscriptionState.Ended _ -> "ended";
        });
  }

  /** What a kind of step is called. */
  public String title(Subscribed held, StepTerms terms) {
    return switch (terms.kind()) {
      case FORM -> text.form();
      case CONSUMER_APPROVAL -> text.consumerApproval(held.consumer().name());
      case PUBLISHER_APPROVAL -> text.publisherApproval(held.publisher().name());
      case WEBHOOK -> text.webhook(held.publisher().name());
      case TERMS -> text.terms(Objects.requireNonNullElse(terms.revision(), ""));
      case PAYMENT -> text.payment();
      case START -> text.start();
    };
  }

  private StepsView.Line line(Subscribed held, Step step) {
    Step.Decision decision = step.decision();
    boolean open =
        held.state() instanceof Requested requested && requested.position() == step.position();
    return new StepsView.Line(
        step.position(),
        title(held, step.terms()),
        decision != null
            ? decision.approved() ? text.done() : text.refused()
            : open ? text.open() : comesStill(held) ? text.toCome() : text.dropped(),
        decision != null ? decision.approved() ? "good" : "bad" : open ? "info" : "",
        notes(step, decision, open),
        answers(step, decision),
        decision == null ? null : decision.at());
  }

  private static boolean comesStill(Subscribed held) {
    return held.state() instanceof Requested;
  }

  private List<String> notes(Step step, Step.@Nullable Decision decision, boolean open) {
    List<String> notes = new ArrayList<>();
    if (open && step.terms().needed() > 1) {
      notes.add(text.votes(step.votes().size(), step.terms().needed()));
    }
    for (Step.Vote vote : step.votes()) {
      if (decision == null || step.terms().needed() > 1) {
        add(notes, by(vote.name(), vote.onBehalfOf()));
        add(notes, vote.comment());
      }
    }
    if (open && step.escalatedAt() != null) {
      notes.add(text.escalated());
    } else if (open && step.remindedAt() != null) {
      notes.add(text.reminded());
    }
    if (decision != null) {
      add(notes, by(decision));
      add(notes, decision.reason());
      dated(notes, decision);
      String revision = decision.facts().get("revision");
      if (revision != null && step.terms().kind() == StepTerms.Kind.TERMS) {
        notes.add(text.accepted(revision));
      }
    }
    return notes;
  }

  private void dated(List<String> notes, Step.Decision decision) {
    String start = decision.facts().get("starts_at");
    String end = decision.facts().get("ends_at");
    if (start != null && !decision.by().equals("requester")) {
      notes.add(text.starts(day(start)));
    }
    if (end != null && !decision.by().equals("requester")) {
      notes.add(text.ends(day(end)));
    }
  }

  private static void add(List<String> notes, String note) {
    if (!note.isBlank()) {
      notes.add(note);
    }
  }

  private String by(Step.Decision decision) {
    return switch (decision.by()) {
      case "system" -> text.bySystem();
      case "time" -> text.byTime();
      default -> by(decision.name(), decision.onBehalfOf());
    };
  }

  private String by(@Nullable String name, @Nullable String absent) {
    if (name == null) {
      return "";
    }
    return absent == null ? text.by(name) : text.byFor(name, absent);
  }

  private static List<StepsView.Answer> answers(Step step, Step.@Nullable Decision decision) {
    if (decision == null || step.terms().kind() != StepTerms.Kind.FORM) {
      return List.of();
    }
    return step.terms().questions().stream()
        .map(
            question ->
                new StepsView.Answer(
                    question.label(), decision.facts().getOrDefault(question.name(), "")))
        .filter(answer -> !answer.answer().isBlank())
        .toList();
  }

  private StepsView.Line payment(Subscribed held, int number) {
    SubscriptionState state = held.state();
    boolean over =
        state instanceof SubscriptionState.Rejected || state instanceof SubscriptionState.Ended;
    boolean open = state instanceof AwaitingPayment;
    boolean waits = state instanceof Requested;
    String word = open ? text.open() : waits ? text.toCome() : over ? text.dropped() : text.done();
    return new StepsView.Line(
        number,
        text.payment(),
        word,
        open ? "warn" : waits || over ? "" : "good",
        List.of(),
        List.of(),
        null);
  }
}
