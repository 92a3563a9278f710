package dev.turnpike.tenants.budget;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.snapshot.Budget;
import dev.turnpike.tenants.snapshot.Limit;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code budget} with its latest period. */
@RegisterForReflection
record SpendingRow(
    UUID id,
    String scope,
    String name,
    long amount,
    String currency,
    String period,
    LocalDate anchor,
    String zone,
    boolean hard,
    int version,
    @Nullable String subject,
    @Nullable String subjectName,
    @Nullable String team,
    @Nullable String application,
    UUID ownerId,
    String ownerName,
    @Nullable OffsetDateTime startsAt,
    @Nullable Long used,
    @Nullable Long held) {

  /** The widest first, as the gateway checks them. */
  static final String SELECT =
      """
      select b.id, b.scope, b.name, b.amount, b.currency, b.period, b.anchor, b.zone, b.hard,
        b.version, coalesce(t.slug, a.slug, b.key_id) as subject,
        coalesce(t.name, a.name, k.name) as subject_name,
        (select x.slug from team x where x.id = coalesce(a.team_id, ka.team_id)) as team,
        ka.slug as application, b.owner_id, p.name as owner_name, u.starts_at, u.used, u.held
      from budget b
      left join team t on t.id = b.team_id
      left join application a on a.id = b.application_id
      left join api_key k on k.id = b.key_id
      left join application ka on ka.id = k.application_id
      join person p on p.id = b.owner_id
      left join lateral (select starts_at, used, held from budget_use x where x.budget_id = b.id
        order by starts_at desc limit 1) u on true
      where b.tenant_id = :tenant and b.removed_at is null
      """;

  static final String ORDER =
      " order by array_position(array['tenant', 'team', 'application', 'key'], b.scope), b.name,"
          + " b.id";

  Spending spending(String tenantName, Instant now) {
    Currency unit = Currency.getInstance(currency);
    Budget budget =
        new Budget(
            id,
            name,
            new Money(amount, unit),
            Limit.Window.valueOf(period.toUpperCase(Locale.ROOT)),
            ZoneId.of(zone),
            hard,
            anchor);
    Instant start = budget.start(now);
    boolean present = startsAt != null && startsAt.toInstant().equals(start);
    return new Spending(
        budget,
        scope,
        subject,
        subjectName == null ? tenantName : subjectName,
        team,
        application,
        new PersonId(ownerId),
        ownerName,
        new Money(present && used != null ? used : 0, unit),
        new Money(present && held != null ? held : 0, unit),
        start,
        budget.end(now),
        version);
  }
}
