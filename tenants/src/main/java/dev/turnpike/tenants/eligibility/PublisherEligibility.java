package dev.turnpike.tenants.eligibility;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.snapshot.Eligibility;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers of publishers' systems, kept for as long as each says they hold. Of questions that come
 * at once one is sent. An answer is asked for anew in the background when a quarter of its time is
 * left, so that a subscription in use waits only for its first.
 */
@ApplicationScoped
class PublisherEligibility implements Eligibility {
  private static final Logger LOG = Logger.getLogger(PublisherEligibility.class);

  /** A no is asked about again soon: whoever paid meanwhile should not wait for the cache. */
  private static final Duration LONGEST_NO = Duration.ofSeconds(5);

  /** Silence holds so long that a dead system is not asked by every call. */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private static final int MOST_KEPT = 200_000;

  private final Clock clock;
  private final HookCaller hooks;
  private final Map<Question, Kept> answers = new ConcurrentHashMap<>();
  private final Map<Question, Future<Answer>> asking = new ConcurrentHashMap<>();

  PublisherEligibility(Vertx vertx, Clock clock, Ids ids, EgressConfig config) {
    this.clock = clock;
    this.hooks = new HookCaller(vertx, clock, ids, config.egress());
  }

  private record Kept(Answer answer, Instant freshUntil, Instant until) {}

  @Override
  public Future<Answer> ask(Question question) {
    Instant now = clock.instant();
    Kept kept = answers.get(question);
    if (kept == null || !now.isBefore(kept.until())) {
      return flight(question);
    }
    if (!now.isBefore(kept.freshUntil())) {
      flight(question);
    }
    return Future.succeededFuture(kept.answer());
  }

  /** One at a time for each question; whoever comes meanwhile gets the same answer. */
  private Future<Answer> flight(Question question) {
    Future<Answer> under = asking.get(question);
    if (under != null) {
      return under;
    }
    io.vertx.core.Promise<Answer> promise = io.vertx.core.Promise.promise();
    Future<Answer> other = asking.putIfAbsent(question, promise.future());
    if (other != null) {
      return other;
    }
    hooks
        .call(question.hook(), body(question))
        .otherwise(broken -> new Silent(String.valueOf(broken.getMessage())))
        .onSuccess(answer -> keep(question, answer))
        .onComplete(
            done -> {
              asking.remove(question);
              promise.handle(done);
            });
    return promise.future();
  }

  private void keep(Question question, Answer answer) {
    Instant now = clock.instant();
    Duration holds =
        switch (answer) {
          case Eligible() -> question.hook().cache();
          case Ineligible _ -> shorter(question.hook().cache(), LONGEST_NO);
          case Silent(String why) -> {
            LOG.warnf("%s does not answer: %s", question.hook(), why);
            yield SILENCE;
          }
        };
    // A system that falls silent does not take back its last word before that is over.
    Kept last = answers.get(question);
    if (answer instanceof Silent && last != null && now.isBefore(last.until())) {
      return;
    }
    makeRoom(now);
    answers.put(
        question, new Kept(answer, now.plus(holds.multipliedBy(3).dividedBy(4)), now.plus(holds)));
  }

  private void makeRoom(Instant now) {
    if (answers.size() < MOST_KEPT) {
      return;
    }
    answers.values().removeIf(kept -> !now.isBefore(kept.until()));
    Iterator<Question> any = answers.keySet().iterator();
    while (answers.size() >= MOST_KEPT && any.hasNext()) {
      any.next();
      any.remove();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private JsonObject body(Question question) {
    return new JsonObject()
        .put("type", "eligibility.asked")
        .put("timestamp", clock.instant().toString())
        .put(
            "data",
            new JsonObject()
                .put("publisher", question.publisher())
                .put("product", question.product())
                .put("plan", question.plan())
                .put("consumer", question.consumer())
                .put("application", question.application())
                .put("subscription", question.subscription().toString()));
  }

  /** What the answer's document says; silence when it cannot be understood. */
  static Answer read(int status, String text) {
    if (status != 200) {
      return new Silent("status " + status);
    }
    try {
      JsonObject document = new JsonObject(text);
      Boolean allow = document.getBoolean("allow");
      if (allow == null) {
        return new Silent("the answer has no allow");
      }
      return allow
          ? new Eligible()
          : new Ineligible(words(document.getString("reason")), document.getString("code"));
    } catch (RuntimeException noDocument) {
      return new Silent("the answer is no JSON object: " + noDocument.getMessage());
    }
  }

  private static final int LONGEST_REASON = 300;

  private static String words(@Nullable String reason) {
    if (reason == null) {
      return "";
    }
    String plain = reason.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() <= LONGEST_REASON ? plain : plain.substring(0, LONGEST_REASON) + "…";
  }
}
