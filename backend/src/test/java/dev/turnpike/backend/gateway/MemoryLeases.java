package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Limit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One wallet and one set of limits in memory, which can be told to be slow or to be down. */
final class MemoryLeases implements Leases {
  private final Map<RequestId, Held> open = new HashMap<>();
  private final List<Held> settled = new ArrayList<>();
  private final List<Held> released = new ArrayList<>();
  private long available = 1_000_000_000;
  private boolean down;
  private boolean settlementFails;
  private Future<Void> settlement = Future.succeededFuture();

  @Override
  public synchronized Future<Answer> reserve(Ask ask) {
    if (down) {
      return Future.failedFuture("the database is away");
    }
    if (ask.price().micros() > available) {
      return Future.succeededFuture(
          new FundsShort(money(available, ask), money(heldMicros(), ask), ask.price()));
    }
    available -= ask.price().micros();
    List<Remaining> remaining = new ArrayList<>();
    for (Limit limit : ask.subscription().plan().exactLimits()) {
      long left = limit.quantity() - open.size() - settled.size() - 1;
      if (left < 0) {
        available += ask.price().micros();
        return Future.succeededFuture(
            new LimitReached(limit, settled.size(), open.size(), limit.window().end(ask.now())));
      }
      remaining.add(new Remaining(limit, left, limit.window().end(ask.now())));
    }
    Held held = new Held(ask, remaining, ask.price().isZero() ? null : money(available, ask));
    open.put(ask.request(), held);
    return Future.succeededFuture(held);
  }

  @Override
  public Future<Answer> peek(Ask ask) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized Future<Void> settle(Held held, Use use) {
    if (settlementFails) {
      return Future.failedFuture("the database is away");
    }
    return settlement.onSuccess(
        done -> {
          synchronized (this) {
            if (open.remove(held.ask().request()) != null) {
              settled.add(held);
            }
          }
        });
  }

  @Override
  public synchronized Future<Void> release(Held held) {
    if (open.remove(held.ask().request()) != null) {
      released.add(held);
      available += held.ask().price().micros();
    }
    return Future.succeededFuture();
  }

  synchronized void goDown() {
    down = true;
  }

  synchronized void failSettlements() {
    settlementFails = true;
  }

  /** Settlements complete when the promise does. */
  synchronized Promise<Void> holdSettlements() {
    Promise<Void> promise = Promise.promise();
    settlement = promise.future();
    return promise;
  }

  synchronized void fund(long micros) {
    available = micros;
  }

  synchronized int open() {
    return open.size();
  }

  synchronized int settled() {
    return settled.size();
  }

  synchronized int released() {
    return released.size();
  }

  private long heldMicros() {
    return open.values().stream().mapToLong(held -> held.ask().price().micros()).sum();
  }

  private static Money money(long micros, Ask ask) {
    return new Money(micros, ask.price().currency());
  }
}
