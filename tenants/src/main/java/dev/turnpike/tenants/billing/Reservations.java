package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Limit;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Exact reservations, one row a call: a trip to PostgreSQL before the origin and one after it. A
 * plan without a price and without exact limits needs neither.
 *
 * <p>The hold is the intent that survives a crash: a process that starts again releases what its
 * earlier life still held, for whatever a client saw whole was settled before its last byte.
 */
@ApplicationScoped
class Reservations implements Leases {
  private static final String RESERVE =
      "select * from gate_reserve($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

  /** How long a call waits for credit that calls in flight hold, before it is refused for it. */
  private static final Duration FOR_HELD_CREDIT = Duration.ofMillis(50);

  private final Vertx vertx;
  private final Pool pool;
  private final Ids ids;
  private final Node node;

  Reservations(Vertx vertx, @ReactiveDataSource("gate") Pool pool, Ids ids, Node node) {
    this.vertx = vertx;
    this.pool = pool;
    this.ids = ids;
    this.node = node;
  }

  @Override
  public Future<Answer> reserve(Ask ask) {
    return ask(ask, false)
        .compose(
            answer -> isOnlyHeld(answer) ? onceMoreLater(ask) : Future.succeededFuture(answer));
  }

  /** Calls in flight may fail and give back what they hold, which is what this one lacks. */
  private static boolean isOnlyHeld(Answer answer) {
    return answer instanceof FundsShort(Money available, Money held, Money required)
        && available.plus(held).compareTo(required) >= 0;
  }

  private Future<Answer> onceMoreLater(Ask ask) {
    return vertx
        .timer(FOR_HELD_CREDIT.toMillis(), TimeUnit.MILLISECONDS)
        .compose(waited -> ask(ask, false));
  }

  @Override
  public Future<Answer> peek(Ask ask) {
    return ask(ask, true);
  }

  @Override
  public Future<Void> settle(Held held, Use use) {
    if (!holds(held.ask())) {
      return Future.succeededFuture();
    }
    Tuple parameters =
        Tuple.of(
            held.ask().request().value(),
            ids.next(),
            use.status(),
            use.bytesIn(),
            use.bytesOut(),
            use.at().atOffset(ZoneOffset.UTC));
    return pool.preparedQuery("select gate_settle($1, $2, $3, $4, $5, $6)")
        .execute(parameters)
        .mapEmpty();
  }

  @Override
  public Future<Void> release(Held held) {
    if (!holds(held.ask())) {
      return Future.succeededFuture();
    }
    return pool.preparedQuery("select gate_release($1)")
        .execute(Tuple.of(held.ask().request().value()))
        .mapEmpty();
  }

  private Future<Answer> ask(Ask ask, boolean dry) {
    if (!holds(ask)) {
      return Future.succeededFuture(new Held(ask, List.of(), null));
    }
    List<Limit> limits = ask.subscription().plan().exactLimits();
    return pool.preparedQuery(RESERVE)
        .execute(parameters(ask, limits, dry))
        .map(rows -> answer(ask, limits, rows.iterator().next()));
  }

  private Tuple parameters(Ask ask, List<Limit> limits, boolean dry) {
    return Tuple.tuple()
        .addUUID(ask.request().value())
        .addUUID(node.id())
        .addUUID(ask.publisher().value())
        .addUUID(ask.application().consumer().value())
        .addUUID(ask.application().id().value())
        .addUUID(ask.subscription().id().value())
        .addUUID(ask.api().id().value())
        .addUUID(ask.subscription().wallet().value())
        .addLong(ask.price().micros())
        .addArrayOfString(limits.stream().map(Limit::name).toArray(String[]::new))
        .addArrayOfOffsetDateTime(
            limits.stream()
                .map(limit -> limit.window().start(ask.now()).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new))
        .addArrayOfLong(limits.stream().map(Limit::quantity).toArray(Long[]::new))
        .addOffsetDateTime(ask.now().atOffset(ZoneOffset.UTC))
        .addBoolean(dry);
  }

  private static Answer answer(Ask ask, List<Limit> limits, Row row) {
    Currency currency = ask.price().currency();
    return switch (row.getString("verdict")) {
      case "held" ->
          new Held(
              ask,
              remaining(ask, limits, row.getArrayOfLongs("remaining")),
              money(row.getLong("available"), currency));
      case "limit" -> {
        Limit limit = limits.get(row.getInteger("which") - 1);
        yield new LimitReached(
            limit, row.getLong("used"), row.getLong("held"), limit.window().end(ask.now()));
      }
      case "funds" ->
          new FundsShort(
              new Money(row.getLong("available"), currency),
              new Money(row.getLong("held"), currency),
              ask.price());
      default -> throw new IllegalStateException("verdict " + row.getString("verdict"));
    };
  }

  private static List<Remaining> remaining(Ask ask, List<Limit> limits, Long[] left) {
    List<Remaining> remaining = new ArrayList<>(limits.size());
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      remaining.add(new Remaining(limit, left[i], limit.window().end(ask.now())));
    }
    return remaining;
  }

  private static @Nullable Money money(@Nullable Long micros, Currency currency) {
    return micros == null ? null : new Money(micros, currency);
  }

  private static boolean holds(Ask ask) {
    return ask.price().isPositive() || !ask.subscription().plan().exactLimits().isEmpty();
  }
}
