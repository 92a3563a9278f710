package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.lease.Books.Posted;
import dev.turnpike.tenants.lease.Takings.Return;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings served calls from the file to the books, and gives back what the node does not need: one
 * numbered batch at a time, the same one again until it is posted.
 */
final class Shipper {
  private static final Logger LOG = Logger.getLogger(Shipper.class);
  private static final Duration EVERY = Duration.ofMillis(200);
  static final int BATCH = 500;

  /** With more unposted calls than this, no further ones are served: 503. */
  private static final int MOST_UNPOSTED = 100_000;

  private static final long SHORTEST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Vertx vertx;
  private final Books books;
  private final Node node;
  private final Ids ids;
  private final BiConsumer<Takings, Posted> afterwards;
  private final Supplier<Future<Void>> beginAnew;
  private final Queue<UsageFile.Written> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong enqueued = new AtomicLong();
  private final AtomicLong posted = new AtomicLong();
  private final List<Return> returns = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private boolean tells;
  private boolean busy;
  private volatile boolean abandoned;
  private long batches;
  private long timer;

  /** Somebody waits until so many calls, and all that was given back before, are posted. */
  private record Mark(long calls, int returns, Promise<Void> promise) {}

  private record Batch(List<UsageFile.Written> calls, Takings takings) {}

  /**
   * Posts nothing before {@link #start}.
   *
   * @param afterwards is told where the pots stand after each batch
   * @param beginAnew starts another life of this node, whose leases were taken from it
   */
  Shipper(
      Vertx vertx,
      Books books,
      Node node,
      Ids ids,
      BiConsumer<Takings, Posted> afterwards,
      Supplier<Future<Void>> beginAnew) {
    this.vertx = vertx;
    this.books = books;
    this.node = node;
    this.ids = ids;
    this.afterwards = afterwards;
    this.beginAnew = beginAnew;
  }

  void start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), tick -> wake());
  }

  /** Posts what an earlier life left, before this one begins; all of it or it fails. */
  Future<Void> postOld(List<Usage> calls) {
    if (calls.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Usage> batch = calls.subList(0, Math.min(BATCH, calls.size()));
    return books
        .post(new Takings(node, ++batches, batch, List.of(), false, ids))
        .onSuccess(Shipper::report)
        .compose(done -> postOld(calls.subList(batch.size(), calls.size())));
  }

  /** An outcome that is on the disk. */
  void add(UsageFile.Written outcome) {
    queue.add(outcome);
    if (enqueued.incrementAndGet() - posted.get() >= BATCH) {
      wake();
    }
  }

  /** Takes part in the next batch. */
  void giveBack(Return back) {
    synchronized (marks) {
      returns.add(back);
    }
  }

  boolean isFull() {
    return enqueued.get() - posted.get() > MOST_UNPOSTED;
  }

  /** Posts everything there is now, without waiting for the next round. */
  Future<Void> flush() {
    return flush(false);
  }

  /**
   * The same.
   *
   * @param tell whether other nodes wait for what is given back
   */
  Future<Void> flush(boolean tell) {
    Promise<Void> promise = Promise.promise();
    synchronized (marks) {
      marks.add(new Mark(enqueued.get(), returns.size(), promise));
      tells |= tell;
    }
    wake();
    return promise.future();
  }

  /** Posts nothing more, as if the process had died. */
  void abandon() {
    abandoned = true;
    vertx.cancelTimer(timer);
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void wake() {
    synchronized (marks) {
      if (busy || abandoned) {
        return;
      }
      busy = true;
    }
    next();
  }

  private void next() {
    Batch batch = batch();
    if (batch != null) {
      post(batch, SHORTEST_PAUSE_MILLIS);
    }
  }

  private @Nullable Batch batch() {
    List<UsageFile.Written> calls = new ArrayList<>();
    UsageFile.Written call;
    while (calls.size() < BATCH && (call = queue.poll()) != null) {
      calls.add(call);
    }
    List<Return> back;
    boolean tell;
    synchronized (marks) {
      back = List.copyOf(returns);
      tell = tells;
      if (calls.isEmpty() && back.isEmpty()) {
        busy = false;
        reached();
        return null;
      }
      returns.clear();
      tells = false;
      marks.replaceAll(mark -> new Mark(mark.calls(), 0, mark.promise()));
    }
    return new Batch(calls, takings(calls, back, tell));
  }

  private Takings takings(List<UsageFile.Written> calls, List<Return> back, boolean tell) {
    return new Takings(
        node, ++batches, calls.stream().map(UsageFile.Written::usage).toList(), back, tell, ids);
  }

  private void post(Batch batch, long pauseMillis) {
    if (abandoned) {
      return;
    }
    books
        .post(batch.takings())
        .onComplete(
            done -> {
              if (done.succeeded()) {
                done(batch, done.result());
              } else if (done.cause() instanceof Books.Stale) {
                begunAnew(batch).onComplete(begun -> post(anew(batch), pauseMillis));
              } else {
                again(batch, pauseMillis, done.cause());
              }
            });
  }

  /** Once, however many messages of the old life come back. */
  private Future<Void> begunAnew(Batch batch) {
    return batch.takings().epoch() == node.epoch() ? beginAnew.get() : Future.succeededFuture();
  }

  /** In a new life the node has nothing to give back, and counts its batches from the first. */
  private Batch anew(Batch batch) {
    batches = 0;
    return new Batch(batch.calls(), takings(batch.calls(), List.of(), false));
  }

  private void again(Batch batch, long pauseMillis, Throwable cause) {
    LOG.warnf(
        "%d calls are not posted yet, %d wait: %s",
        batch.calls().size(), enqueued.get() - posted.get(), cause.getMessage());
    long longer = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    vertx.setTimer(pauseMillis, tick -> post(batch, longer));
  }

  private void done(Batch batch, Posted answer) {
    batch.calls().forEach(call -> call.segment().posted(1));
    posted.addAndGet(batch.calls().size());
    report(answer);
    afterwards.accept(batch.takings(), answer);
    boolean goesOn;
    synchronized (marks) {
      reached();
      goesOn = !marks.isEmpty() || enqueued.get() - posted.get() >= BATCH;
      busy = goesOn;
    }
    if (goesOn) {
      next();
    }
  }

  private static void report(Posted answer) {
    if (answer.conflicts() > 0) {
      LOG.errorf(
          "%d calls were reported again with another amount; they stay charged as they were first",
          answer.conflicts());
    }
  }

  private void reached() {
    long so = posted.get();
    List<Mark> there =
        marks.stream().filter(mark -> mark.calls() <= so && mark.returns() == 0).toList();
    marks.removeAll(there);
    vertx.runOnContext(turn -> there.forEach(mark -> mark.promise().tryComplete()));
  }
}
