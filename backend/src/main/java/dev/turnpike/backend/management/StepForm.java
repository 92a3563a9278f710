package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.approval.RequestFile;
import dev.turnpike.tenants.approval.Step;
import dev.turnpike.tenants.catalog.StepTerms.QuestionTerms;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A step of a request.
 *
 * @param kind form, consumer-approval, publisher-approval, webhook, terms or start
 * @param status done, refused, open or waiting
 * @param waitsFor of the open one: requester, consumer, publisher, system or time
 * @param since of the open one: since when it waits
 * @param decidedBy a name that the caller may know
 * @param answers what was answered or accepted
 */
@Schema(name = "RequestStep")
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record StepForm(
    int position,
    String kind,
    String status,
    @Nullable String waitsFor,
    @Nullable Instant since,
    @Nullable Integer votes,
    @Nullable Integer needed,
    @Nullable List<QuestionTerms> questions,
    @Nullable String text,
    @Nullable String revision,
    @Nullable String by,
    @Nullable String decidedBy,
    @Nullable String onBehalfOf,
    @Nullable String reason,
    @Nullable Map<String, String> answers,
    @Nullable Instant decidedAt) {

  static List<StepForm> of(RequestFile file) {
    int open = file.subscription().state() instanceof Requested r ? r.position() : 0;
    return file.steps().stream().map(step -> of(step, step.position() == open)).toList();
  }

  private static StepForm of(Step step, boolean open) {
    Step.Decision decision = step.decision();
    boolean people = step.turn() == Step.Turn.PUBLISHER || step.turn() == Step.Turn.CONSUMER;
    return new StepForm(
        step.position(),
        step.terms().kind().word(),
        decision != null ? decision.approved() ? "done" : "refused" : open ? "open" : "waiting",
        open ? step.turn().name().toLowerCase(Locale.ROOT) : null,
        open ? step.since() : null,
        people ? step.votes().size() : null,
        people ? step.terms().needed() : null,
        step.terms().questions().isEmpty() ? null : step.terms().questions(),
        step.terms().text(),
        step.terms().revision(),
        decision == null ? null : decision.by(),
        decision == null ? null : decision.name(),
        decision == null ? null : decision.onBehalfOf(),
        decision == null ? null : decision.reason(),
        decision == null || decision.facts().isEmpty() ? null : decision.facts(),
        decision == null ? null : decision.at());
  }
}
