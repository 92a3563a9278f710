package dev.turnpike.tenants.dunning;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.notice.News;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a letter about a subscription's money has to name, as the consumer may see it. */
record Case(Row row) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String SELECT =
      """
      select a.id as account_id, a.publisher_id, a.consumer_id, p.slug as publisher, c.slug as consumer,
        p.name as publisher_name, s.id as subscription_id, s.state,
        coalesce(ap.name, 'your application') as application,
        coalesce(pr.name || ', ' || pl.name, 'the plan') as plan,
        cast(s.facts ->> 'grace_until' as timestamptz) as grace_until,
        cast(s.facts ->> 'until' as timestamptz) as until, s.period_ends_at,
        r.terms ->> 'recurring_fee' as fee, a.currency, i.id as invoice_id, i.number, i.total
      from account a
        join tenant p on p.id = a.publisher_id join tenant c on c.id = a.consumer_id
      """;
  private static final String REST =
      """
        left join application ap on ap.id = s.application_id
        left join plan_revision r on r.id = s.plan_revision_id
        left join plan pl on pl.id = r.plan_id left join product pr on pr.id = s.product_id
      """;

  @RegisterForReflection
  record Row(
      UUID accountId,
      UUID publisherId,
      UUID consumerId,
      String publisher,
      String consumer,
      String publisherName,
      @Nullable UUID subscriptionId,
      @Nullable String state,
      String application,
      String plan,
      @Nullable OffsetDateTime graceUntil,
      @Nullable OffsetDateTime until,
      @Nullable OffsetDateTime periodEndsAt,
      @Nullable String fee,
      String currency,
      @Nullable UUID invoiceId,
      @Nullable String number,
      @Nullable Long total) {}

  static Uni<Optional<Case>> ofInvoice(Rows rows, Mutiny.Session session, InvoiceId invoice) {
    return rows.first(
            session,
            Row.class,
            SELECT
                + " join invoice i on i.account_id = a.id"
                + " left join subscription s on s.id = i.subscription_id"
                + REST
                + " where i.id = :id",
            Map.of("id", invoice.value()))
        .map(found -> found.map(Case::new));
  }

  static Uni<Optional<Case>> ofSubscription(Rows rows, Mutiny.Session session, SubscriptionId id) {
    return rows.first(
            session,
            Row.class,
            SELECT
                + " join subscription s on s.account_id = a.id"
                + " left join invoice i on i.id = cast(s.facts ->> 'invoice' as uuid)"
                + REST
                + " where s.id = :id",
            Map.of("id", id.value()))
        .map(found -> found.map(Case::new));
  }

  AccountId account() {
    return new AccountId(row.accountId());
  }

  String application() {
    return row.application();
  }

  String plan() {
    return row.plan();
  }

  String publisher() {
    return row.publisherName();
  }

  boolean isIn(String state) {
    return state.equals(row.state());
  }

  @Nullable Instant graceUntil() {
    return instant(row.graceUntil());
  }

  @Nullable Instant until() {
    return instant(row.until());
  }

  @Nullable Instant periodEnd() {
    return instant(row.periodEndsAt());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** The fee of a period, when the plan has one. */
  Optional<String> fee() {
    return Optional.ofNullable(row.fee()).map(fee -> Money.of(fee, row.currency()).toString());
  }

  String invoiceNumber() {
    return row.number() == null ? "" : row.number();
  }

  String due() {
    long total = row.total() == null ? 0 : row.total();
    return new Money(total, Currency.getInstance(row.currency())).toString();
  }

  News news(
      String kind,
      UUID subject,
      String period,
      News.Tone tone,
      String title,
      String body,
      Instant at) {
    String invoice = row.invoiceId() == null ? "" : "&invoice=" + row.invoiceId();
    String path =
        row.invoiceId() == null
            ? "/" + row.publisher() + "/home?tenant=" + row.consumer()
            : "/" + row.publisher() + "/pay?tenant=" + row.consumer() + invoice;
    return new News(
        new TenantId(row.consumerId()),
        new TenantId(row.publisherId()),
        account(),
        subject,
        kind,
        period,
        0,
        tone,
        title,
        body,
        path,
        at);
  }

  static String day(Instant at) {
    return DAY.format(at);
  }

  static String stamp(Instant at) {
    return STAMP.format(at);
  }
}
