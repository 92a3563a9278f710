package dev.turnpike.tenants.account;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's use against every limit that is counted exactly, in the windows that run now in each
 * account's own time. Limits of seconds and minutes are over before they are read.
 */
@ApplicationScoped
public class LimitsUsed {
  private static final int MOST = 500;

  private static final String USED =
      """
      select s.id as subscription, t.slug as publisher, t.name as publisher_name,
        ap.name as application, p.name as product, l.name as plan, a.zone, a.ahead_millis,
        m ->> 'name' as name, m ->> 'kind' as kind, m ->> 'unit' as unit, m ->> 'window' as window,
        cast(m ->> 'quantity' as bigint) as quantity,
        coalesce(cast(m ->> 'hard' as boolean), true) as hard,
        cast(coalesce(sum(k.used), 0) as bigint) as used,
        cast(coalesce(sum(k.held), 0) as bigint) as held
      from subscription s
      join account a on a.id = s.account_id
      join tenant t on t.id = s.publisher_id
      join application ap on ap.id = s.application_id
      join product p on p.id = s.product_id
      join plan_revision r on r.id = s.plan_revision_id
      join plan l on l.id = r.plan_id
      cross join lateral jsonb_array_elements(r.terms -> 'limits') m
      left join counter k on k.subscription_id = s.id and k.name = m ->> 'name'
        and k.starts_at = date_trunc(m ->> 'window', (cast(:now as timestamptz)
          + a.ahead_millis * interval '1 millisecond') at time zone a.zone) at time zone a.zone
      where s.consumer_id = :tenant and s.state in ('active', 'trialing', 'past_due', 'suspended')
        and m ->> 'window' not in ('second', 'minute')
      group by s.id, t.slug, t.name, ap.name, p.name, l.name, a.zone, a.ahead_millis, m
      order by t.name, ap.name, p.name, m ->> 'name' limit :most
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;

  LimitsUsed(Tenancy tenancy, Rows rows, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * One limit of one subscription.
   *
   * @param hard a soft one is only warned about
   * @param emptyAt when it is used up at the window's pace so far, if that is before its end
   */
  public record Used(
      SubscriptionId subscription,
      String publisher,
      String publisherName,
      String application,
      String product,
      String plan,
      String limit,
      boolean allowance,
      boolean hard,
      String unit,
      long used,
      long held,
      long quantity,
      Instant resetsAt,
      @Nullable Instant emptyAt) {}

  public Uni<List<Used>> ofConsumer(Acting consumer) {
    consumer.require(Permission.SEE);
    Instant now = clock.instant();
    return tenancy
        .as(
            consumer.tenant(),
            session ->
                rows.list(
                    session,
                    UsedRow.class,
                    USED,
                    Map.of("tenant", consumer.tenant().value(), "now", now, "most", MOST)))
        .map(found -> found.stream().map(row -> row.used(now)).toList());
  }

  @RegisterForReflection
  record UsedRow(
      UUID subscription,
      String publisher,
      String publisherName,
      String application,
      String product,
      String plan,
      String zone,
      long aheadMillis,
      String name,
      String kind,
      @Nullable String unit,
      String window,
      long quantity,
      boolean hard,
      long used,
      long held) {
    Used used(Instant now) {
      AccountState.Use use =
          new AccountRow.UseRow(
                  subscription.toString(), application, name, unit, window, quantity, used, held)
              .use(now.plusMillis(aheadMillis), ZoneId.of(zone));
      return new Used(
          new SubscriptionId(subscription),
          publisher,
          publisherName,
          application,
          product,
          plan,
          name,
          kind.equals("allowance"),
          hard,
          use.unit(),
          used,
          held,
          quantity,
          use.resetsAt(),
          use.emptyAt());
    }
  }
}
