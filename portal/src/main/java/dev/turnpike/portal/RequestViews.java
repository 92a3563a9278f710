package dev.turnpike.portal;

import dev.turnpike.portal.RequestView.Choice;
import dev.turnpike.portal.RequestView.Form;
import dev.turnpike.portal.RequestView.Question;
import dev.turnpike.portal.RequestView.Remark;
import dev.turnpike.portal.RequestView.Terms;
import dev.turnpike.tenants.approval.Comments;
import dev.turnpike.tenants.approval.RequestFile;
import dev.turnpike.tenants.approval.Step;
import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.catalog.StepTerms.QuestionTerms;
import dev.turnpike.tenants.consumer.Application;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.PlanWords;
import dev.turnpike.ui.StepWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a request into what its page shows. */
@ApplicationScoped
class RequestViews {
  private final StepWords steps;
  private final PlanWords plans;
  private final Clock clock;

  RequestViews(StepWords steps, PlanWords plans, Clock clock) {
    this.steps = steps;
    this.plans = plans;
    this.clock = clock;
  }

  /** What a post came to, when it changed nothing: what was entered, and what is wrong with it. */
  record Tried(
      boolean done,
      Map<String, String> entered,
      @Nullable String conflict,
      List<FieldError> errors) {
    static final Tried NOTHING = new Tried(false, Map.of(), null, List.of());
    static final Tried DONE = new Tried(true, Map.of(), null, List.of());
  }

  RequestView of(Acting acting, RequestFile file, List<Application> applications, Tried tried) {
    Subscribed held = file.subscription();
    StepWords.Named state = steps.state(held.state());
    boolean mayAct = acting.may(Permission.REQUEST_SUBSCRIPTION);
    Step open = file.open().orElse(null);
    return new RequestView(
        "/" + held.publisher().slug() + "/requests/" + held.id(),
        held.publisher().slug(),
        held.publisher().name(),
        acting.slug(),
        acting.tenantName(),
        held.applicationName(),
        held.productName(),
        held.planName(),
        state.word(),
        state.tone(),
        held.version(),
        clock.instant(),
        held.requestedAt(),
        file.askedBy(),
        plans.prices(held.terms()),
        steps.of(file),
        held.state() instanceof Rejected(String reason) ? reason : null,
        is(open, StepTerms.Kind.FORM) ? form(Objects.requireNonNull(open), tried) : null,
        is(open, StepTerms.Kind.TERMS) ? terms(Objects.requireNonNull(open)) : null,
        file.comments().stream().map(RequestViews::remark).toList(),
        applications.stream()
            .filter(one -> !one.id().equals(held.application()))
            .map(one -> new Choice(one.id().toString(), one.name(), false))
            .toList(),
        held.state() instanceof AwaitingPayment && acting.may(Permission.PAY)
            ? Addresses.firstPayment(held.publisher().slug(), acting.slug(), held.id())
            : null,
        passes(held.state())
            ? Addresses.start(held.publisher().slug(), acting.slug(), held.id())
            : null,
        isLive(held.state()),
        mayAct,
        mayAct && held.state() instanceof Requested,
        tried.done(),
        tried.conflict(),
        tried.errors());
  }

  private static boolean is(@Nullable Step open, StepTerms.Kind kind) {
    return open != null && open.terms().kind() == kind;
  }

  private static boolean isLive(SubscriptionState state) {
    return !(state instanceof Rejected) && !(state instanceof Ended);
  }

  private static boolean passes(SubscriptionState state) {
    return switch (state) {
      case SubscriptionState.Active _, SubscriptionState.Trialing _, SubscriptionState.PastDue _ ->
          true;
      default -> false;
    };
  }

  private static Form form(Step step, Tried tried) {
    Map<String, String> wrong =
        tried.errors().stream()
            .collect(Collectors.toMap(FieldError::field, FieldError::message, (a, b) -> a));
    return new Form(
        step.terms().questions().stream()
            .map(question -> question(question, tried, wrong))
            .toList());
  }

  private static Question question(QuestionTerms question, Tried tried, Map<String, String> wrong) {
    String id = RequestPages.QUESTION + question.name();
    String value = tried.entered().getOrDefault(question.name(), "");
    return new Question(
        id,
        question.label(),
        question.mandatory(),
        question.choices().stream()
            .map(choice -> new Choice(choice, choice, choice.equals(value)))
            .toList(),
        value,
        wrong.get(id));
  }

  private static Terms terms(Step step) {
    return new Terms(
        Objects.requireNonNullElse(step.terms().revision(), ""),
        Objects.requireNonNullElse(step.terms().text(), ""));
  }

  static Remark remark(Comments.Comment comment) {
    String who = comment.name() == null ? comment.party() : comment.name();
    return new Remark(who, comment.text(), comment.internal(), comment.at());
  }
}
