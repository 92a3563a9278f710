package dev.turnpike.tenants.kernel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What time it is for an account: the world's, and on a test account as far ahead as its clock was
 * moved. It dates trials, periods, grace, dunning, allowances and invoices; never sessions,
 * credentials, rates, leases and logs.
 */
@ApplicationScoped
public class AccountTime {
  private final Rows rows;
  private final Clock clock;

  AccountTime(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * One look at an account's clock.
   *
   * @param zone in which its days and months begin
   */
  public record Reading(Instant now, ZoneId zone) {}

  @RegisterForReflection
  record Row(String zone, long aheadMillis) {}

  /**
   * Fails with {@link java.util.NoSuchElementException} for an account that is not this tenant's.
   */
  public Uni<Reading> of(Mutiny.Session session, AccountId account) {
    return rows.first(
            session,
            Row.class,
            "select zone, ahead_millis from account where id = :account",
            Map.of("account", account.value()))
        .map(found -> found.orElseThrow())
        .map(row -> new Reading(at(row.aheadMillis()), ZoneId.of(row.zone())));
  }

  /** The time of an account whose clock is so far ahead. */
  public Instant at(long aheadMillis) {
    return clock.instant().plusMillis(aheadMillis);
  }
}
