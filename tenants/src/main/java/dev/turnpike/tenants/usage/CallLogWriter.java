package dev.turnpike.tenants.usage;

import dev.turnpike.tenants.snapshot.CallLog;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Takes finished calls from the event loops into a bounded queue and writes them in batches. When
 * the database is slower than the calls, the log sheds whole records and counts them; charges do
 * not come this way and are never shed.
 */
@ApplicationScoped
public class CallLogWriter implements CallLog {
  private static final Logger LOG = Logger.getLogger(CallLogWriter.class);
  private static final int QUEUE = 20_000;
  private static final int BATCH = 500;
  private static final int ATTEMPTS = 3;
  private static final Duration EVERY = Duration.ofMillis(200);

  /** Calls that nobody looks for at once wait for company: fewer, larger statements. */
  private static final int ROUNDS_IN_NO_HURRY = 3;

  private static final String CALLS =
      """
      insert into call_log select * from json_to_recordset(cast($1::text as json)) as c(
        request_id uuid, at timestamptz, publisher_id uuid, consumer_id uuid, application_id uuid,
        subscription_id uuid, key_id text, api_id uuid, method text, path text,
        client_address text, headers jsonb, client_request_id text, status int, code text,
        denial_id text, body text, charged bigint, bytes_in bigint, bytes_out bigint,
        duration_micros bigint, trace jsonb)
      on conflict do nothing
      """;

  private static final String DENIALS =
      """
      insert into denial as d select * from json_to_recordset(cast($1::text as json)) as c(
        id text, publisher_id uuid, consumer_id uuid, application_id uuid, subscription_id uuid,
        key_id text, api_id uuid, code text, status int, method text, path text, request_id uuid,
        facts jsonb, count bigint, first_at timestamptz, last_at timestamptz)
      on conflict (id) do update
      set count = d.count + excluded.count, last_at = greatest(d.last_at, excluded.last_at)
      """;

  private final Vertx vertx;
  private final Pool pool;
  private final ArrayBlockingQueue<Call> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicBoolean writing = new AtomicBoolean();
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile boolean hurry;
  private final LongAdder shed = new LongAdder();
  private long timer;

  CallLogWriter(Vertx vertx, @ReactiveDataSource("gate") Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  @Override
  public void record(Call call) {
    if (call.code() != null) {
      hurry = true;
    }
    if (!queue.offer(call)) {
      shed.increment();
    }
  }

  /** How many calls were served but not logged since the process began. */
  public long shed() {
    return shed.sum();
  }

  public void start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), tick -> write());
  }

  /** Writes what is left. Completes when it is written, or could not be. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return drain();
  }

  private Future<Void> drain() {
    List<Call> batch = nextBatch();
    return batch.isEmpty() ? Future.succeededFuture() : write(batch, 1).compose(done -> drain());
  }

  private void write() {
    boolean due = hurry || queue.size() >= BATCH || rounds.incrementAndGet() >= ROUNDS_IN_NO_HURRY;
    if (due && !queue.isEmpty() && writing.compareAndSet(false, true)) {
      hurry = false;
      rounds.set(0);
      writeFull().onComplete(done -> writing.set(false));
    }
  }

  /** What came while a batch was written waits, unless it is a batch by itself. */
  private Future<Void> writeFull() {
    return write(nextBatch(), 1)
        .compose(done -> queue.size() >= BATCH ? writeFull() : Future.succeededFuture());
  }

  private List<Call> nextBatch() {
    List<Call> batch = new ArrayList<>(BATCH);
    queue.drainTo(batch, BATCH);
    return batch;
  }

  private Future<Void> write(List<Call> batch, int attempt) {
    return insert(CALLS, CallRows.calls(batch))
        .compose(written -> insert(DENIALS, CallRows.denials(batch)))
        .recover(
            failed -> {
              if (attempt < ATTEMPTS) {
                return write(batch, attempt + 1);
              }
              shed.add(batch.size());
              LOG.errorf(failed, "%d calls could not be logged", batch.size());
              return Future.succeededFuture();
            });
  }

  private Future<Void> insert(String sql, JsonArray rows) {
    return rows.isEmpty()
        ? Future.succeededFuture()
        : pool.preparedQuery(sql).execute(Tuple.of(rows.encode())).mapEmpty();
  }
}
