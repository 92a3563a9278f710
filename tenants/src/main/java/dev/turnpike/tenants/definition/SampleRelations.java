package dev.turnpike.tenants.definition;

import static dev.turnpike.tenants.definition.Writing.with;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Limit;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The samples' subscriptions with their money: paid, drained, overdue, waiting, used up. */
@ApplicationScoped
class SampleRelations {
  /** A used-up daily limit stays used up for the demo that runs over midnight. */
  private static final int DAYS_SPENT_AHEAD = 7;

  private final Rows rows;
  private final Ids ids;
  private final Clock clock;

  SampleRelations(Rows rows, Ids ids, Clock clock) {
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  @RegisterForReflection
  record Offer(UUID publisherId, UUID productId, UUID revisionId, String terms, String fee) {}

  @RegisterForReflection
  record Relation(UUID accountId, UUID walletId) {}

  Uni<Void> apply(
      Mutiny.Session session,
      TenantId consumer,
      UUID application,
      SampleStory.SubscriptionEntry entry) {
    return offer(session, entry)
        .chain(
            offer ->
                relation(session, consumer, offer)
                    .chain(
                        relation ->
                            subscribe(session, consumer, application, entry, offer, relation)));
  }

  private Uni<Offer> offer(Mutiny.Session session, SampleStory.SubscriptionEntry entry) {
    return rows.first(
            session,
            Offer.class,
            """
            select t.id as publisher_id, p.id as product_id, r.id as revision_id,
              cast(r.terms as text) as terms, r.terms ->> 'recurring_fee' as fee
            from tenant t join product p on p.tenant_id = t.id and p.slug = :product
            join plan l on l.product_id = p.id and l.slug = :plan
            join plan_revision r on r.plan_id = l.id
            where t.slug = :publisher order by r.number desc limit 1
            """,
            with("publisher", entry.publisher())
                .and("product", entry.product())
                .and("plan", entry.plan()))
        .map(
            found ->
                found.orElseThrow(
                    () -> new IllegalStateException("the samples sell no " + entry.plan())));
  }

  private Uni<Relation> relation(Mutiny.Session session, TenantId consumer, Offer offer) {
    Writing.Parameters parties =
        with("account", ids.next())
            .and("publisher", offer.publisherId())
            .and("consumer", consumer.value())
            .and("now", clock.instant());
    return rows.change(
            session,
            """
            insert into account values (:account, :publisher, :consumer, 'test', 'USD', :now)
            on conflict do nothing
            """,
            parties)
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    insert into wallet (id, publisher_id, consumer_id, account_id, currency)
                    select :wallet, publisher_id, consumer_id, id, 'USD' from account
                    where publisher_id = :publisher and consumer_id = :consumer
                    on conflict do nothing
                    """,
                    with("wallet", ids.next())
                        .and("publisher", offer.publisherId())
                        .and("consumer", consumer.value())))
        .chain(
            () ->
                rows.first(
                    session,
                    Relation.class,
                    """
                    select account_id, id as wallet_id from wallet
                    where publisher_id = :publisher and consumer_id = :consumer
                    """,
                    with("publisher", offer.publisherId()).and("consumer", consumer.value())))
        .map(found -> found.orElseThrow());
  }

  private Uni<Void> subscribe(
      Mutiny.Session session,
      TenantId consumer,
      UUID application,
      SampleStory.SubscriptionEntry entry,
      Offer offer,
      Relation relation) {
    return existing(session, application, offer)
        .chain(
            there ->
                there.isEmpty()
                    ? create(session, consumer, application, entry, offer, relation)
                    : Uni.createFrom().item(there.getFirst()))
        .chain(subscription -> spend(session, subscription, entry));
  }

  private static Uni<List<UUID>> existing(Mutiny.Session session, UUID application, Offer offer) {
    return session
        .createNativeQuery(
            """
            select id from subscription
            where application_id = :application and product_id = :product
            """,
            UUID.class)
        .setParameter("application", application)
        .setParameter("product", offer.productId())
        .getResultList();
  }

  private Uni<UUID> create(
      Mutiny.Session session,
      TenantId consumer,
      UUID application,
      SampleStory.SubscriptionEntry entry,
      Offer offer,
      Relation relation) {
    UUID id = ids.next();
    UUID invoice = ids.next();
    Instant now = clock.instant();
    Uni<Integer> inserted =
        rows.change(
            session,
            """
            insert into subscription (id, publisher_id, consumer_id, application_id, product_id,
              plan_revision_id, account_id, state, facts, requested_by, requested_at, changed_at)
            values (:id, :publisher, :consumer, :application, :product, :revision, :account,
              :state, cast(cast(:facts as text) as jsonb), (select person_id from login_person(:by)), :at, :at)
            """,
            with("id", id)
                .and("publisher", offer.publisherId())
                .and("consumer", consumer.value())
                .and("application", application)
                .and("product", offer.productId())
                .and("revision", offer.revisionId())
                .and("account", relation.accountId())
                .and("state", entry.state())
                .and("facts", facts(entry, offer, invoice, now))
                .and("by", entry.by() == null ? "" : entry.by())
                .and("at", now.minus(Duration.ofHours(2))));
    Uni<Void> story =
        switch (entry.state()) {
          case "requested" -> steps(session, id);
          case "suspended" -> unpaidInvoice(session, id, invoice, entry, offer, relation, now);
          default -> drained(session, entry, relation, now);
        };
    return inserted.chain(() -> story).replaceWith(id);
  }

  private static String facts(
      SampleStory.SubscriptionEntry entry, Offer offer, UUID invoice, Instant now) {
    return switch (entry.state()) {
      case "requested" -> "{\"position\": 1, \"of\": 1}";
      case "suspended" ->
          "{\"invoice\": \"%s\", \"due\": \"%s\", \"decline\": \"%s\"}"
              .formatted(invoice, offer.fee(), entry.decline());
      case "active" -> "{\"since\": \"%s\"}".formatted(now.minus(Duration.ofDays(30)));
      default -> throw new IllegalStateException("the samples know no state " + entry.state());
    };
  }

  private Uni<Void> steps(Mutiny.Session session, UUID subscription) {
    return rows.change(
            session,
            """
            insert into approval_step (subscription_id, publisher_id, consumer_id, position, kind,
              settings)
            select s.id, s.publisher_id, s.consumer_id, step.position, step.value ->> 'kind', step.value
            from subscription s join plan_revision r on r.id = s.plan_revision_id,
              jsonb_array_elements(r.terms -> 'process') with ordinality as step(value, position)
            where s.id = :subscription and step.value ->> 'kind' <> 'payment'
            """,
            with("subscription", subscription))
        .replaceWithVoid();
  }

  private Uni<Void> unpaidInvoice(
      Mutiny.Session session,
      UUID subscription,
      UUID invoice,
      SampleStory.SubscriptionEntry entry,
      Offer offer,
      Relation relation,
      Instant now) {
    Writing.Parameters facts =
        with("invoice", invoice)
            .and("subscription", subscription)
            .and("account", relation.accountId())
            .and("fee", offer.fee())
            .and("decline", entry.decline())
            .and("issued", now.minus(Duration.ofDays(20)))
            .and("due", now.minus(Duration.ofDays(13)));
    return rows.change(
            session,
            """
            insert into invoice (id, publisher_id, consumer_id, account_id, subscription_id, number,
              state, currency, total, issued_at, due_at, decline_code)
            select :invoice, publisher_id, consumer_id, :account, :subscription, 'A-1001', 'open',
              'USD', cast(cast(cast(:fee as text) as numeric) * 1000000 as bigint), :issued, :due, :decline
            from account where id = :account
            """,
            facts)
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    insert into invoice_line
                    select id, 1, publisher_id, consumer_id, 'Weather, plan Pro, one month', 1, total
                    from invoice where id = :invoice
                    """,
                    with("invoice", invoice)))
        .chain(
            () ->
                rows.change(
                    session,
                    """
                    insert into payment (id, publisher_id, consumer_id, account_id, purpose,
                      invoice_id, amount, currency, state, processor, processor_id, decline_code,
                      card_brand, card_last4, created_at, changed_at)
                    select :payment, publisher_id, consumer_id, account_id, 'invoice', id, total,
                      currency, 'declined', 'sandbox', 'sbx_sample', :decline, 'visa', '0069',
                      :at, :at
                    from invoice where id = :invoice
                    """,
                    with("payment", ids.next())
                        .and("invoice", invoice)
                        .and("decline", entry.decline())
                        .and("at", now.minus(Duration.ofDays(13)))))
        .replaceWithVoid();
  }

  /** A wallet with a history: 5 USD came, and 500 calls at a cent went. */
  private Uni<Void> drained(
      Mutiny.Session session, SampleStory.SubscriptionEntry entry, Relation relation, Instant now) {
    if (!entry.plan().equals("credits")) {
      return Uni.createFrom().voidItem();
    }
    return post(session, relation, "top-up", "Added by card", 5_000_000, "cash", now, 5)
        .chain(() -> post(session, relation, "usage", "500 calls", -5_000_000, "revenue", now, 1))
        .replaceWithVoid();
  }

  private Uni<Boolean> post(
      Mutiny.Session session,
      Relation relation,
      String kind,
      String memo,
      long micros,
      String against,
      Instant now,
      int daysAgo) {
    return session
        .createNativeQuery(
            "select post_to_wallet(:txn, :wallet, :kind, :key, :memo, :amount, :against, :at)",
            Boolean.class)
        .setParameter("txn", ids.next())
        .setParameter("wallet", relation.walletId())
        .setParameter("kind", kind)
        .setParameter("key", "sample:" + kind + ":" + relation.walletId())
        .setParameter("memo", memo)
        .setParameter("amount", micros)
        .setParameter("against", against)
        .setParameter("at", now.minus(Duration.ofDays(daysAgo)))
        .getSingleResult();
  }

  private Uni<Void> spend(
      Mutiny.Session session, UUID subscription, SampleStory.SubscriptionEntry entry) {
    if (entry.spent() == null) {
      return Uni.createFrom().voidItem();
    }
    List<Integer> days = IntStream.range(0, DAYS_SPENT_AHEAD).boxed().toList();
    return Writing.each(
        days,
        day ->
            session
                .createNativeQuery(
                    "select cast(spend_counter(:subscription, :name, :starts, 1) as text)",
                    String.class)
                .setParameter("subscription", subscription)
                .setParameter("name", entry.spent())
                .setParameter(
                    "starts", Limit.Window.DAY.start(clock.instant().plus(Duration.ofDays(day))))
                .getSingleResultOrNull()
                .replaceWithVoid());
  }
}
