package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.snapshot.Replays;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Keys and answers in memory; can be told to be down. */
final class MemoryReplays implements Replays {
  private record Kept(Attempt attempt, Start start) {}

  private final Map<Scope, Kept> kept = new HashMap<>();
  private boolean down;

  @Override
  public synchronized Future<Start> begin(Attempt attempt) {
    if (down) {
      return Future.failedFuture("the database is away");
    }
    Kept other = kept.get(attempt.scope());
    if (other == null) {
      kept.put(attempt.scope(), new Kept(attempt, new Start.Running()));
      return Future.succeededFuture(new Start.Begun());
    }
    return Future.succeededFuture(
        other.attempt().sameBody(attempt) ? other.start() : new Start.Mismatch());
  }

  @Override
  public synchronized Future<Void> served(Attempt attempt, Answer answer) {
    Start start =
        answer == null
            ? new Start.Gone(attempt.request())
            : new Start.Replay(attempt.request(), answer);
    kept.put(attempt.scope(), new Kept(attempt, start));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> forget(Attempt attempt) {
    kept.remove(attempt.scope());
    return Future.succeededFuture();
  }

  synchronized void goDown() {
    down = true;
  }

  synchronized int kept() {
    return kept.size();
  }
}
