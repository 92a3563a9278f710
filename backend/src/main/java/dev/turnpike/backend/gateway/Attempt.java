package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.origin.Chooser;
import dev.turnpike.backend.gateway.origin.Seat;
import dev.turnpike.backend.gateway.origin.Trial;
import dev.turnpike.backend.gateway.origin.Way;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.snapshot.Origin;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.Route;
import io.vertx.core.http.HttpMethod;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call's way to an origin, and on to another one where that is harmless: nothing of it may have
 * left, or its method is idempotent (RFC 9110 §9.2.2) and none of the answer was seen. The hold on
 * the caller's money is one, however often the call moves.
 */
final class Attempt {
  private final Exchange exchange;
  private final Grant grant;
  private final OriginSet set;
  private final @Nullable Way way;
  private final boolean canary;
  private final long hash;
  private final OriginSet.Timeouts timeouts;
  private Origin origin;
  private @Nullable Trial trial;
  private long passed;
  private int count = 1;

  /**
   * A call that was granted and is not on its way yet.
   *
   * @param way null for a plain set: its one origin gets the call
   */
  Attempt(Exchange exchange, Grant grant, OriginSet set, @Nullable Way way) {
    this.exchange = exchange;
    this.grant = grant;
    this.set = set;
    this.way = way;
    this.origin = set.first();
    Route route = grant.operation().route();
    this.timeouts = route.isNothing() ? set.timeouts() : route.timeouts().or(set.timeouts());
    this.hash = way == null ? 0 : hash(grant, set.sticky());
    Chooser chooser = way == null ? null : way.chooser();
    this.canary = chooser != null && chooser.drawsCanary(hash);
  }

  Exchange exchange() {
    return exchange;
  }

  Grant grant() {
    return grant;
  }

  OriginSet.Timeouts timeouts() {
    return timeouts;
  }

  @Nullable Way way() {
    return way;
  }

  /** Where it goes, or went last. */
  Origin origin() {
    return origin;
  }

  /** Turns to an origin; false when none is left that did not have the call already. */
  boolean aim(long nowNanos) {
    Chooser chooser = way == null ? null : way.chooser();
    if (chooser == null) {
      return passed == 0;
    }
    Seat seat = chooser.choose(canary, hash, passed, nowNanos);
    if (seat == null) {
      return false;
    }
    origin = seat.origin();
    trial = seat.begin(nowNanos);
    return true;
  }

  /** The origin has its place taken by this call. */
  void entered() {
    if (trial != null) {
      trial.enter();
      exchange
          .trace()
          .noted("origin", "chosen", canary ? origin.name() + ", canary" : origin.name());
    }
  }

  /** The head is there: how the origin fares, as far as a head tells. */
  void answered(int status) {
    if (trial != null) {
      trial.answered(status, set.health(), System.nanoTime());
    }
  }

  /** The origin refused, broke off or was silent. */
  void failed() {
    if (trial != null) {
      trial.failed(set.health(), System.nanoTime());
    }
  }

  /** It is over with this origin, or it never came to anything. */
  void left() {
    if (trial != null) {
      trial.end(System.nanoTime());
      passed |= trial.bit();
      trial = null;
    } else {
      passed = 1;
    }
  }

  /** Whether nothing of it left, so that another origin may have it whatever its method. */
  boolean mayMoveUnsent() {
    return way != null
        && way.chooser() != null
        && !exchange.isAbandoned()
        && count < set.retries().attempts()
        && way.budget().take(System.nanoTime());
  }

  /** Whether another origin may have it, although this one may have seen it. */
  boolean mayMoveSent() {
    return isIdempotent(exchange.request().method())
        && (!exchange.hasBody() || exchange.buffered() != null)
        && mayMoveUnsent();
  }

  /** On to another origin. */
  void moves(String why) {
    count++;
    exchange.trace().noted("origin", "moved", origin.name() + ": " + why);
    left();
  }

  private static boolean isIdempotent(HttpMethod method) {
    return switch (method.name()) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /** Never 0, which is nobody's. */
  private static long hash(Grant grant, OriginSet.Sticky sticky) {
    UUID whose =
        switch (sticky) {
          case NOT -> null;
          case CONSUMER -> grant.application().consumer().value();
          case APPLICATION -> grant.application().id().value();
        };
    if (whose == null) {
      return 0;
    }
    long hash = whose.getMostSignificantBits() * 31 + whose.getLeastSignificantBits();
    return hash == 0 ? 1 : hash;
  }
}
