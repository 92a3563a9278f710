package dev.turnpike.tenants.replay;

import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.Replays;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Idempotency keys in PostgreSQL: one trip before the call and one after it, each bounded in time.
 * A node that dies between the two leaves its key taken until {@link #LOCK} is over; then the next
 * attempt is made like a first one.
 */
@ApplicationScoped
public class KeptAnswers implements Replays {
  /** The bound on how long a crash can keep a key from being used; longer than calls take. */
  public static final Duration LOCK = Duration.ofMinutes(3);

  public static final Duration KEPT = Duration.ofHours(24);

  private static final Logger LOG = Logger.getLogger(KeptAnswers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final int SWEPT_AT_ONCE = 10_000;

  private final Vertx vertx;
  private final Pool pool;
  private final Clock clock;
  private final AnswerSeal seal;

  KeptAnswers(
      Vertx vertx,
      @ReactiveDataSource("gate") Pool pool,
      Clock clock,
      @ConfigProperty(name = "turnpike.secret") String secret) {
    this.vertx = vertx;
    this.pool = pool;
    this.clock = clock;
    this.seal = new AnswerSeal(secret, new SecureRandom());
  }

  void start(@Observes StartupEvent started) {
    vertx.setPeriodic(SWEEP.toMillis(), tick -> sweep());
  }

  @Override
  public Future<Start> begin(Attempt attempt) {
    Future<Start> asked =
        pool.preparedQuery(
                "select * from gate_replay_begin($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
            .execute(
                named(attempt)
                    .addUUID(attempt.publisher().value())
                    .addUUID(attempt.consumer().value())
                    .addUUID(attempt.request().value())
                    .addBuffer(Buffer.buffer(attempt.body()))
                    .addOffsetDateTime(time(attempt.at()))
                    .addOffsetDateTime(time(attempt.at().plus(LOCK)))
                    .addOffsetDateTime(time(attempt.at().plus(KEPT))))
            .map(rows -> start(attempt, rows.iterator().next()));
    return asked
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(late -> asked.onSuccess(start -> giveUp(attempt, start)));
  }

  @Override
  public Future<Void> served(Attempt attempt, @Nullable Answer answer) {
    byte[] sealed = answer == null ? null : seal.seal(attempt.scope(), answer, clock.instant());
    return pool.preparedQuery("select gate_replay_end($1, $2, $3, $4, $5, $6)")
        .execute(
            named(attempt)
                .addUUID(attempt.request().value())
                .addBuffer(sealed == null ? null : Buffer.buffer(sealed)))
        .<Void>mapEmpty()
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Future<Void> forget(Attempt attempt) {
    return pool.preparedQuery("select gate_replay_forget($1, $2, $3, $4, $5)")
        .execute(named(attempt).addUUID(attempt.request().value()))
        .<Void>mapEmpty()
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Its caller was refused meanwhile: what was begun too late is begun for nobody. */
  private void giveUp(Attempt attempt, Start start) {
    if (start instanceof Start.Begun) {
      forget(attempt)
          .onFailure(away -> LOG.warnf(away, "call %s: its key stays taken", attempt.request()));
    }
  }

  private Start start(Attempt attempt, Row row) {
    RequestId first = new RequestId(row.getUUID("request"));
    return switch (row.getString("verdict")) {
      case "begun" -> new Start.Begun();
      case "running" -> new Start.Running();
      case "mismatch" -> new Start.Mismatch();
      case "served" -> new Start.Gone(first);
      case "replay" ->
          seal.open(attempt.scope(), row.getBuffer("answer").getBytes())
              .<Start>map(answer -> new Start.Replay(first, answer))
              .orElseGet(() -> new Start.Gone(first));
      default -> throw new IllegalStateException("verdict " + row.getString("verdict"));
    };
  }

  private static Tuple named(Attempt attempt) {
    Scope scope = attempt.scope();
    return Tuple.tuple()
        .addUUID(scope.application().value())
        .addUUID(scope.api().value())
        .addString(scope.operation())
        .addBuffer(Buffer.buffer(hash(scope.key())));
  }

  private void sweep() {
    pool.preparedQuery("select gate_replay_sweep($1, $2)")
        .execute(Tuple.of(time(clock.instant()), SWEPT_AT_ONCE))
        .onFailure(away -> LOG.debugf(away, "old answers stay for now"));
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
