package dev.turnpike.tenants.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.SubscriptionId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
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
    PlanTerms terms,
    UUID accountId,
    String mode,
    String state,
    JsonNode facts,
    List<HindranceRow> hindrances,
    @Nullable UUID requestedBy,
    Instant requestedAt,
    Instant changedAt) {

  /** Row-level security leaves what the current tenant is a party of. */
  static final String SELECT =
      """
      select s.id, s.version, s.publisher_id, p.slug as publisher, p.name as publisher_name,
        s.consumer_id, c.slug as consumer, c.name as consumer_name, s.application_id,
        a.slug as application, a.name as application_name, o.slug as product,
        o.name as product_name, l.slug as plan, l.name as plan_name, r.terms, s.account_id,
        w.mode, s.state, s.facts, s.requested_by, s.requested_at, s.changed_at,
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

  SubscriptionId subscription() {
    return new SubscriptionId(id);
  }

  SubscriptionState current() {
    return StateColumns.read(state, facts, Currency.getInstance(terms.currency()));
  }

  /** What has to be paid before the first call: a month in advance. */
  Money dueAtStart() {
    return terms.feeOfPeriod();
  }

  Subscribed toSubscribed() {
    return new Subscribed(
        subscription(),
        version,
        new Subscribed.Party(publisher, publisherName),
        new Subscribed.Party(consumer, consumerName),
        new ApplicationId(applicationId),
        application,
        applicationName,
        product,
        productName,
        plan,
        planName,
        terms,
        new AccountId(accountId),
        Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
        current(),
        hindrances.stream().map(HindranceRow::toHindrance).toList(),
        requestedAt,
        changedAt);
  }
}
