package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Price;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Unit;
import java.time.Instant;
import java.util.Map;

/**
 * What a call uses: at most before it, and exactly after it. Requests, inferences, bytes and
 * started seconds are measured here; a plan that counts none but requests costs no measuring.
 */
final class Metering {
  /** What an answer is taken to be long at most; a longer one is not charged for the rest. */
  private static final long ANSWER_BYTES = 1 << 20;

  /** And how many seconds. */
  private static final long ANSWER_SECONDS = 60;

  private Metering() {}

  static Quantities most(Exchange exchange, Grant grant) {
    if (!measures(grant.subscription().plan())) {
      return Quantities.ONE_REQUEST;
    }
    String length = exchange.request().getHeader("content-length");
    long sent = length == null ? 0 : Long.parseLong(length.strip());
    return quantities(sent + ANSWER_BYTES, ANSWER_SECONDS);
  }

  static Money price(Exchange exchange, Grant grant) {
    Plan plan = grant.subscription().plan();
    return measures(plan) ? plan.most(most(exchange, grant)) : grant.price();
  }

  static Leases.Use used(
      Exchange exchange, Reservation reservation, int status, long bytes, Instant now) {
    Plan plan = reservation.grant().subscription().plan();
    long read = exchange.request().bytesRead();
    Money most = reservation.held().ask().price();
    if (!measures(plan)) {
      return new Leases.Use(status, Quantities.ONE_REQUEST, most, read, bytes, now);
    }
    long seconds = Math.ceilDiv(exchange.elapsedMicros(), 1_000_000L);
    Quantities used = quantities(read + bytes, seconds);
    Money cost = plan.isCumulative() ? plan.most(used) : plan.cost(used);
    return new Leases.Use(status, used, cost.compareTo(most) < 0 ? cost : most, read, bytes, now);
  }

  private static Quantities quantities(long bytes, long seconds) {
    return new Quantities(
        Map.of(Unit.REQUESTS, 1L, Unit.INFERENCES, 1L, Unit.BYTES, bytes, Unit.SECONDS, seconds));
  }

  private static boolean measures(Plan plan) {
    for (Limit limit : plan.exactLimits()) {
      if (limit.unit() != Unit.REQUESTS) {
        return true;
      }
    }
    for (Price price : plan.prices().each()) {
      if (price.unit() != Unit.REQUESTS) {
        return true;
      }
    }
    return false;
  }
}
