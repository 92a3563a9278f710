package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A cap that a consumer sets itself: for the tenant, a team, an application or a key. A call is
 * checked against every budget above it.
 *
 * @param name the consumer's own word for it; publishers never see it
 * @param window the calendar period it is renewed in, in its zone
 * @param hard a soft one warns and never refuses
 */
public record Budget(
    UUID id, String name, Money amount, Limit.Window window, ZoneId zone, boolean hard) {

  public Instant start(Instant now) {
    return window.start(now, zone);
  }

  public Instant end(Instant now) {
    return window.end(now, zone);
  }
}
