package dev.turnpike.tenants.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subscription beside the names around it, as {@link #SELECT} answers. */
@RegisterForReflection
record SubscriptionRow(
    UUID id,
    int version,
    UUID publisherId,
    String publisher,
    String publisherName,
    UUID consumerId,
    String consumer,
    String consumerName,
    UUID applicationId,
    String application,
    String applicationName,
    String product,
    String productName,
    String plan,
    String planName,
    UUID revision,
    PlanTerms terms,
    UUID accountId,
    String mode,
    String zone,
    long aheadMillis,
    CourseRow course,
    boolean tried,
    @Nullable UUID paymentMethod,
    String state,
    JsonNode facts,
    List<HindranceRow> hindrances,
    @Nullable Instant agreedEnd,
    @Nullable UUID requestedBy,
    Instant requestedAt,
    Instant changedAt) {

  /** Row-level security leaves what the current tenant is a party of. */
  static final String SELECT =
      """
      select s.id, s.version, s.publisher_id, p.slug as publisher, p.name as publisher_name,
        s.consumer_id, c.slug as consumer, c.name as consumer_name, s.application_id,
        a.slug as application, a.name as application_name, o.slug as product,
        o.name as product_name, l.slug as plan, l.name as plan_name, s.plan_revision_id as revision,
        r.terms, s.account_id, w.mode, w.zone, w.ahead_millis, s.state, s.facts, s.agreed_end, s.requested_by, s.requested_at, s.changed_at,
        jsonb_build_object('started_at', s.started_at, 'ended_at', s.ended_at,
          'trial_ends_at', s.trial_ends_at, 'anchor_at', s.anchor_at, 'number', s.period_number,
          'starts_at', s.period_starts_at, 'ends_at', s.period_ends_at, 'renews', s.renews,
          'next', s.next_revision_id, 'next_plan', (select n.name from plan_revision v
            join plan n on n.id = v.plan_id where v.id = s.next_revision_id)) as course,
        (select m.id from payment_method m where m.account_id = s.account_id and m.main)
          as payment_method,
        exists (select from subscription o where o.consumer_id = s.consumer_id
          and o.product_id = s.product_id and o.trial_ends_at is not null) as tried,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'kind', h.kind, 'reason', h.reason, 'at', h.at) order by h.kind), '[]')
          from hindrance h where h.subscription_id = s.id) as hindrances
      from subscription s
      join tenant p on p.id = s.publisher_id
      join tenant c on c.id = s.consumer_id
      join application a on a.id = s.application_id
      join product o on o.id = s.product_id
      join plan_revision r on r.id = s.plan_revision_id
      join plan l on l.id = r.plan_id
      join account w on w.id = s.account_id
      """;

  @RegisterForReflection
  record HindranceRow(String kind, String reason, Instant at) {
    Hindrance toHindrance() {
      return new Hindrance(Hindrance.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), reason, at);
    }
  }

  @RegisterForReflection
  record CourseRow(
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant trialEndsAt,
      @Nullable Instant anchorAt,
      @Nullable Integer number,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      boolean renews,
      @Nullable UUID next,
      @Nullable String nextPlan) {
    Course toCourse() {
      Term term =
          anchorAt == null || number == null || startsAt == null || endsAt == null
              ? null
              : new Term(anchorAt, number, startsAt, endsAt);
      return new Course(startedAt, endedAt, trialEndsAt, term, renews, next);
    }
  }

  Course toCourse() {
    return course.toCourse();
  }

  Rhythm rhythm() {
    return Rhythm.of(terms, ZoneId.of(zone));
  }

  /** What time it is for the account. */
  Instant accountTime(Instant now) {
    return now.plusMillis(aheadMillis);
  }

  SubscriptionId subscription() {
    return new SubscriptionId(id);
  }

  SubscriptionState current() {
    return StateColumns.read(state, facts, Currency.getInstance(terms.currency()));
  }

  /** What has to be paid before the first call: the setup and a period in advance. */
  Money dueAtStart() {
    return terms.feeOfPeriod().plus(terms.feeOfSetup());
  }

  /** Null when the plan has no trial, or the consumer had one of this product. */
  @Nullable Instant trialUntil(Instant now) {
    return terms.trial() == 0 || tried ? null : rhythm().daysAfter(now, terms.trial());
  }

  Subscribed toSubscribed() {
    return new Subscribed(
        subscription(),
        version,
        new Subscribed.Party(new TenantId(publisherId), publisher, publisherName),
        new Subscribed.Party(new TenantId(consumerId), consumer, consumerName),
        new ApplicationId(applicationId),
        application,
        applicationName,
        product,
        productName,
        plan,
        planName,
        terms,
        revision,
        new AccountId(accountId),
        Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
        rhythm(),
        Duration.ofMillis(aheadMillis),
        current(),
        toCourse(),
        course.nextPlan(),
        paymentMethod,
        hindrances.stream().map(HindranceRow::toHindrance).toList(),
        agreedEnd,
        requestedBy == null ? null : new PersonId(requestedBy),
        requestedAt,
        changedAt);
  }
}
