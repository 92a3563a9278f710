package dev.turnpike.tenants.notice;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells consumers that they used half, four fifths or all of an allowance, of their credit or of a
 * budget: once per period, looked at from time to time and never while a call waits.
 */
@ApplicationScoped
public class Thresholds {
  private static final int AT_ONCE = 200;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Pool pool;
  private final Tenancy tenancy;
  private final Notices notices;
  private final Clock clock;

  Thresholds(@ReactiveDataSource("jobs") Pool pool, Tenancy tenancy, Notices notices, Clock clock) {
    this.pool = pool;
    this.tenancy = tenancy;
    this.notices = notices;
    this.clock = clock;
  }

  /** Looks once; answers how many were told. Any node may, at any time. */
  public Uni<Integer> look() {
    return pool.preparedQuery("select * from crossed_thresholds($1, $2)")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC), AT_ONCE))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .map(Thresholds::news)
        .onItem()
        .transformToUniAndConcatenate(
            news -> tenancy.as(news.consumer(), session -> notices.tell(session, news)))
        .collect()
        .asList()
        .map(told -> (int) told.stream().filter(Boolean::booleanValue).count());
  }

  static News news(Row row) {
    int threshold = row.getInteger("threshold");
    String kind = row.getString("kind");
    UUID publisher = row.getUUID("publisher_id");
    UUID account = row.getUUID("account_id");
    return new News(
        new TenantId(row.getUUID("tenant_id")),
        publisher == null ? null : new TenantId(publisher),
        account == null ? null : new AccountId(account),
        row.getUUID("subject"),
        kind,
        row.getString("period"),
        threshold,
        threshold == 100 ? News.Tone.BAD : threshold == 80 ? News.Tone.WARN : News.Tone.INFO,
        title(kind, row.getString("name"), threshold),
        body(row, kind),
        path(kind, row.getString("publisher"), row.getString("consumer")),
        row.getOffsetDateTime("at").toInstant());
  }

  private static String title(String kind, String name, int threshold) {
    String what = kind.equals("budget") ? "budget “" + name + "”" : name;
    return threshold == 100 ? "All used: " + what : threshold + " % used: " + what;
  }

  private static String body(Row row, String kind) {
    long used = row.getLong("used");
    long quantity = row.getLong("quantity");
    String unit = row.getString("unit");
    boolean money = !kind.equals("allowance");
    String so =
        "%s of %s%s %s used."
            .formatted(
                money ? plain(used, unit) : grouped(used),
                money ? plain(quantity, unit) : grouped(quantity),
                money ? "" : " " + unit,
                used == 1 ? "is" : "are");
    Instant now = row.getOffsetDateTime("at").toInstant();
    return so + pace(row, now, used, quantity) + advice(kind, used >= quantity);
  }

  private static String pace(Row row, Instant now, long used, long quantity) {
    Instant start = row.getOffsetDateTime("starts_at").toInstant();
    if (used >= quantity || !start.isBefore(now)) {
      return "";
    }
    OffsetDateTime end = row.getOffsetDateTime("ends_at");
    Optional<Instant> when =
        end == null
            ? Forecast.spent(now, Duration.between(start, now), used, quantity - used)
            : Forecast.usedUp(start, now, end.toInstant(), used, quantity);
    return when.map(day -> " At this pace calls are blocked on " + DAY.format(day) + ".")
        .orElse("");
  }

  private static String advice(String kind, boolean all) {
    return switch (kind) {
      case "wallet" -> all ? " Calls are refused until you add credit." : " Add credit in time.";
      case "budget" -> all ? " Its owner can raise it." : " Its owner can raise it in time.";
      default ->
          all
              ? " Further calls are refused until it resets, or you change to a larger plan."
              : " A larger plan has more.";
    };
  }

  private static String plain(long micros, String currency) {
    return new Money(micros, Currency.getInstance(currency)).toString();
  }

  private static String grouped(long count) {
    return String.format(Locale.ENGLISH, "%,d", count);
  }

  private static String path(String kind, @Nullable String publisher, String consumer) {
    return switch (kind) {
      case "wallet" -> "/" + publisher + "/pay?tenant=" + consumer;
      case "budget" -> "/home/" + consumer + "/budgets";
      default -> "/" + publisher + "/home?tenant=" + consumer;
    };
  }
}
