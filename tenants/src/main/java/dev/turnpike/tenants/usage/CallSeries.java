package dev.turnpike.tenants.usage;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A consumer's calls over time, counted from the call log, and what they cost, from the usage that
 * was charged. Each query reads one range of ids, so its work is bounded by the period, and gives
 * up after {@link #PATIENCE}.
 */
@ApplicationScoped
public class CallSeries {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST = 5_000;

  /** Counted first, named then: there are many calls, and a few subscriptions. */
  private static final String CALLS =
      """
      with counted as materialized (
        select date_bin(cast(cast(:step as text) as interval), l.at, '2000-01-01Z') as at,
          l.subscription_id, l.status / 100 as status, count(*) as calls
        from call_log l
        where l.consumer_id = :tenant
          and l.request_id >= uuid7_floor(cast(:since as timestamptz))
          and (cast(:application as text) = '' or cast(l.application_id as text) = :application)
          and (cast(:subscription as text) = '' or cast(l.subscription_id as text) = :subscription)
        group by 1, 2, 3)
      select c.at, case when cast(:by as text) = 'product' then coalesce(p.name, '')
          else cast(c.status as text) end as series,
        cast(sum(c.calls) as bigint) as calls
      from counted c
      left join subscription s on s.id = c.subscription_id
      left join product p on p.id = s.product_id
      where cast(:product as text) = '' or cast(s.product_id as text) = :product
      group by 1, 2 order by 1, 2 limit :most
      """;

  private static final String COST =
      """
      select date_bin(cast(cast(:step as text) as interval), u.at, '2000-01-01Z') as at, a.currency,
        cast(sum(u.amount) as bigint) as amount
      from subscription s
      join account a on a.id = s.account_id
      join usage_event u on u.subscription_id = s.id
        and u.request_id >= uuid7_floor(cast(:since as timestamptz))
      where s.consumer_id = :tenant
        and (cast(:application as text) = '' or cast(s.application_id as text) = :application)
        and (cast(:product as text) = '' or cast(s.product_id as text) = :product)
        and (cast(:subscription as text) = '' or cast(s.id as text) = :subscription)
      group by 1, 2 having sum(u.amount) <> 0 order by 1, 2 limit :most
      """;

  private static final String CHOICES =
      """
      select 'application' as kind, cast(id as text) as id, name from application
        where tenant_id = :tenant
      union
      select 'product', cast(p.id as text), p.name from subscription s
        join product p on p.id = s.product_id where s.consumer_id = :tenant
      order by 1, 3 limit 400
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;

  CallSeries(Tenancy tenancy, Rows rows, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
  }

  /** How far back, and in which steps. */
  public enum Period {
    DAY(Duration.ofDays(1), ChronoUnit.HOURS),
    WEEK(Duration.ofDays(7), ChronoUnit.DAYS),
    MONTH(Duration.ofDays(30), ChronoUnit.DAYS);

    private final Duration length;
    private final ChronoUnit step;

    Period(Duration length, ChronoUnit step) {
      this.length = length;
      this.step = step;
    }

    public Duration length() {
      return length;
    }

    public ChronoUnit step() {
      return step;
    }

    /** Where its first step begins. */
    public Instant since(Instant now) {
      return now.minus(length).truncatedTo(step).plus(1, step);
    }
  }

  /**
   * What to count; empty ids: all.
   *
   * @param byProduct one series a product instead of one a class of status
   */
  public record Question(
      Period period, boolean byProduct, String application, String product, String subscription) {}

  /** So many calls of one series in one step. */
  public record Count(Instant at, String series, long calls) {}

  /** What was charged in one step. */
  public record Cost(Instant at, Money amount) {}

  /** Something a question can be narrowed to. */
  @RegisterForReflection
  public record Choice(String kind, String id, String name) {}

  /** All of one page. */
  public record Series(Instant since, List<Count> counts, List<Cost> costs, List<Choice> choices) {}

  public Uni<Series> ofConsumer(Acting consumer, Question question) {
    consumer.require(Permission.SEE);
    Instant since = question.period().since(clock.instant());
    Map<String, Object> cost = parameters(consumer, question, since);
    Map<String, Object> calls = new HashMap<>(cost);
    calls.put("by", question.byProduct() ? "product" : "status");
    return tenancy.as(
        consumer.tenant(),
        session ->
            patiently(session)
                .chain(() -> rows.list(session, CountRow.class, CALLS, calls))
                .chain(
                    counts ->
                        rows.list(session, CostRow.class, COST, cost)
                            .chain(
                                costs ->
                                    rows.list(
                                            session,
                                            Choice.class,
                                            CHOICES,
                                            Map.of("tenant", consumer.tenant().value()))
                                        .map(choices -> series(since, counts, costs, choices)))));
  }

  private static Series series(
      Instant since, List<CountRow> counts, List<CostRow> costs, List<Choice> choices) {
    return new Series(
        since,
        counts.stream().map(CountRow::count).toList(),
        costs.stream().map(CostRow::cost).toList(),
        choices);
  }

  /** Planned for this consumer and period: a plan for any of them expects one call, and sorts. */
  private static Uni<String> patiently(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select set_config('statement_timeout', :patience, true)"
                + " || set_config('plan_cache_mode', 'force_custom_plan', true)",
            String.class)
        .setParameter("patience", Long.toString(PATIENCE.toMillis()))
        .getSingleResult();
  }

  private static Map<String, Object> parameters(Acting consumer, Question question, Instant since) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tenant", consumer.tenant().value());
    parameters.put("step", question.period().step() == ChronoUnit.HOURS ? "1 hour" : "1 day");
    parameters.put("since", since);
    parameters.put("application", id(question.application()));
    parameters.put("product", id(question.product()));
    parameters.put("subscription", id(question.subscription()));
    parameters.put("most", MOST);
    return parameters;
  }

  /** Whatever is no id names nothing, so it narrows to nothing. */
  private static String id(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException none) {
      return "none";
    }
  }

  @RegisterForReflection
  record CountRow(Instant at, String series, long calls) {
    Count count() {
      return new Count(at, series, calls);
    }
  }

  @RegisterForReflection
  record CostRow(Instant at, String currency, long amount) {
    Cost cost() {
      return new Cost(at, new Money(amount, Currency.getInstance(currency)));
    }
  }
}
