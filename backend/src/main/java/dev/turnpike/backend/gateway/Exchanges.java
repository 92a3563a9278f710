package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.CallLog;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where every call begins and ends, whichever its event loop: counted, and recorded exactly once.
 */
final class Exchanges {
  private final Clock clock;
  private final Ids ids;
  private final CallLog log;
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean draining;

  Exchanges(Clock clock, Ids ids, CallLog log) {
    this.clock = clock;
    this.ids = ids;
    this.log = log;
  }

  Instant now() {
    return clock.instant();
  }

  Exchange begin(HttpServerRequest request) {
    open.incrementAndGet();
    return new Exchange(
        request, new RequestId(ids.next()), clock.instant(), Vertx.currentContext());
  }

  void end(Exchange exchange) {
    log.record(CallRecord.of(exchange));
    open.decrementAndGet();
    if (draining) {
      exchange.request().connection().close();
    }
  }

  /** From now on a connection closes after the answer that is on its way. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  int open() {
    return open.get();
  }
}
