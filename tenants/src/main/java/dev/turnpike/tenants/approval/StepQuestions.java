package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.due.Agenda;
import dev.turnpike.tenants.due.Due;
import dev.turnpike.tenants.due.DueWork;
import dev.turnpike.tenants.eligibility.SignedPost;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.ThisContext;
import dev.turnpike.tenants.subscription.Lifecycle;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks a publisher's own system about an open webhook step. The question is signed, and asked again
 * with growing pauses until it is received; the answer comes to an address of its own.
 */
@ApplicationScoped
class StepQuestions implements DueWork {
  static final String DUE = "step-question";

  private static final Logger LOG = Logger.getLogger(StepQuestions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 9;
  private static final int USUAL_DAYS = 30;
  private static final int LONGEST_TROUBLE = 300;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Agenda agenda;
  private final SignedPost post;
  private final Ids ids;
  private final Clock clock;
  private final String secret;
  private final String portal;

  StepQuestions(
      Tenancy tenancy,
      Rows rows,
      Lifecycle lifecycle,
      Agenda agenda,
      SignedPost post,
      Ids ids,
      Clock clock,
      @ConfigProperty(name = "turnpike.secret") String secret,
      @ConfigProperty(name = "turnpike.portal.url", defaultValue = "http://localhost:8080")
          String portal) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.agenda = agenda;
    this.post = post;
    this.ids = ids;
    this.clock = clock;
    this.secret = secret;
    this.portal = portal;
  }

  @Override
  public String kind() {
    return DUE;
  }

  @Override
  public Uni<Void> hold(Mutiny.Session session, Due due) {
    return lifecycle.hold(session, new SubscriptionId(due.subject())).replaceWithVoid();
  }

  /** The row is put back, and taken off once the question is received. */
  @Override
  public Uni<After> run(Mutiny.Session session, Due due) {
    return lifecycle
        .hold(session, new SubscriptionId(due.subject()))
        .chain(
            found ->
                found.isPresent() && found.get().state() instanceof Requested open
                    ? asked(session, due, found.get(), open)
                    : DueWork.done());
  }

  private Uni<After> asked(Mutiny.Session session, Due due, Subscribed held, Requested open) {
    return rows.list(session, StepRow.class, StepRow.OF_REQUEST, Map.of("id", held.id().value()))
        .chain(
            all -> {
              StepRow step = all.get(open.position() - 1);
              String url = step.terms().url();
              if (step.terms().kind() != StepTerms.Kind.WEBHOOK || url == null) {
                return DueWork.done();
              }
              After after = () -> ask(held, open, step, URI.create(url), all);
              return agenda
                  .put(session, due.account(), DUE, due.subject(), due.at())
                  .replaceWith(after);
            });
  }

  @RegisterForReflection
  record Question(UUID id, Instant expiresAt, @Nullable Instant sentAt, String secret) {}

  private Uni<Void> ask(Subscribed held, Requested open, StepRow step, URI url, List<StepRow> all) {
    return tenancy
        .as(held.publisher().tenant(), session -> question(session, held, step))
        .chain(
            question ->
                question.sentAt() != null
                    ? Uni.createFrom().item("")
                    : send(url, question, document(held, open, question, all)))
        .emitOn(ThisContext.executor())
        .chain(
            trouble ->
                tenancy.as(
                    held.publisher().tenant(),
                    session -> noted(session, held, step.position(), trouble)));
  }

  /** The question's row, made once, with the publisher's secret, made once as well. */
  private Uni<Question> question(Mutiny.Session session, Subscribed held, StepRow step) {
    Integer days = step.terms().days();
    Map<String, Object> values = new HashMap<>();
    values.put("question", ids.next());
    values.put("id", held.id().value());
    values.put("position", step.position());
    values.put("publisher", held.publisher().tenant().value());
    values.put("consumer", held.consumer().tenant().value());
    values.put("now", clock.instant());
    values.put(
        "expires", clock.instant().plus(Duration.ofDays(days == null ? USUAL_DAYS : 2L * days)));
    return rows.change(
            session,
            "insert into step_secret (tenant_id, secret) values (:tenant, :secret)"
                + " on conflict (tenant_id) do nothing",
            Map.of("tenant", held.publisher().tenant().value(), "secret", SignedPost.newSecret()))
        .chain(
            () ->
                rows.change(
                    session,
                    "insert into step_question (id, subscription_id, position, publisher_id,"
                        + " consumer_id, asked_at, expires_at) values (:question, :id, :position,"
                        + " :publisher, :consumer, cast(:now as timestamptz),"
                        + " cast(:expires as timestamptz))"
                        + " on conflict (subscription_id, position) do nothing",
                    values))
        .chain(
            () ->
                rows.first(
                    session,
                    Question.class,
                    "select q.id, q.expires_at, q.sent_at, k.secret from step_question q"
                        + " join step_secret k on k.tenant_id = q.publisher_id"
                        + " where q.subscription_id = :id and q.position = :position",
                    Map.of("id", held.id().value(), "position", step.position())))
        .map(found -> found.orElseThrow());
  }

  private JsonObject document(
      Subscribed held, Requested open, Question question, List<StepRow> all) {
    JsonObject answers = new JsonObject();
    for (StepRow each : all) {
      StepRow.DecisionRow decision = each.decision();
      if (each.terms().kind() == StepTerms.Kind.FORM && decision != null) {
        decision.toDecision().facts().forEach(answers::put);
      }
    }
    String token = new StepToken(held.publisher().tenant(), question.id()).sealed(secret);
    return new JsonObject()
        .put("type", "subscription.approval-asked")
        .put("timestamp", clock.instant().toString())
        .put(
            "data",
            new JsonObject()
                .put("subscription", held.id().toString())
                .put("publisher", held.publisher().slug())
                .put("consumer", held.consumer().slug())
                .put("consumer_name", held.consumer().name())
                .put("application", held.applicationSlug())
                .put("product", held.product())
                .put("plan", held.plan())
                .put("step", open.position())
                .put("of", open.of())
                .put("answers", answers)
                .put("answer_url", portal + "/webhooks/approvals/" + token)
                .put("expires_at", question.expiresAt().toString()));
  }

  /** Empty when it was received; else what went wrong. */
  private Uni<String> send(URI url, Question question, JsonObject document) {
    return Uni.createFrom()
        .completionStage(
            () -> post.send(url, question.secret(), PATIENCE, document).toCompletionStage())
        .map(reply -> reply.status() / 100 == 2 ? "" : "status " + reply.status())
        .onFailure()
        .recoverWithItem(failed -> String.valueOf(failed.getMessage()));
  }

  @RegisterForReflection
  record Tried(int attempts) {}

  private Uni<Void> noted(Mutiny.Session session, Subscribed held, int position, String trouble) {
    UUID id = held.id().value();
    if (trouble.isEmpty()) {
      return rows.change(
              session,
              "update step_question set sent_at = coalesce(sent_at, cast(:now as timestamptz)),"
                  + " trouble = null where subscription_id = :id and position = :position",
              Map.of("now", clock.instant(), "id", id, "position", position))
          .chain(() -> agenda.remove(session, DUE, id));
    }
    LOG.warnf("a question about request %s was not received: %s", id, trouble);
    return rows.change(
            session,
            "update step_question set attempts = attempts + 1, trouble = :trouble"
                + " where subscription_id = :id and position = :position",
            Map.of(
                "trouble",
                trouble.substring(0, Math.min(trouble.length(), LONGEST_TROUBLE)),
                "id",
                id,
                "position",
                position))
        .chain(
            () ->
                rows.first(
                    session,
                    Tried.class,
                    "select attempts from step_question where subscription_id = :id"
                        + " and position = :position",
                    Map.of("id", id, "position", position)))
        .chain(
            tried -> {
              int doublings = Math.min(tried.orElseThrow().attempts(), MOST_DOUBLINGS);
              Instant later =
                  held.accountTime(clock.instant()).plus(FIRST_PAUSE.multipliedBy(1L << doublings));
              return agenda.put(session, held.account(), DUE, id, later);
            });
  }
}
