package dev.turnpike.tenants.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.signup.Door;
import dev.turnpike.tenants.signup.Doors;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A request for a plan: the account it will be paid from, its steps and its first state. */
@ApplicationScoped
class Requests {
  /**
   * Asked of an API that the consumer may know: who held the plan once sees it, but not for new.
   */
  private static final String OFFER =
      """
      select p.id as publisher_id, o.id as product_id, r.id as revision_id, r.terms,
        (select a.id from application a where a.id = :application and a.tenant_id = :consumer)
          as application_id,
        exists (select from subscription s where s.consumer_id = :consumer
          and s.product_id = o.id and s.trial_ends_at is not null) as tried
      from tenant p
      join product o on o.tenant_id = p.id and o.slug = :product
      join plan l on l.product_id = o.id and l.slug = :plan and l.on_sale
      join plan_revision r on r.plan_id = l.id
      where p.slug = :publisher and p.suspended_at is null
        and exists (select from product_api u join api i on i.id = u.api_id where u.product_id = o.id)
      order by r.number desc limit 1
      """;

  private final Rows rows;
  private final Lifecycle lifecycle;
  private final Doors doors;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;
  private final ObjectMapper json;

  Requests(
      Rows rows,
      Lifecycle lifecycle,
      Doors doors,
      Audit audit,
      Ids ids,
      Clock clock,
      ObjectMapper json) {
    this.doors = doors;
    this.rows = rows;
    this.lifecycle = lifecycle;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  @RegisterForReflection
  record Offer(
      UUID publisherId,
      UUID productId,
      UUID revisionId,
      PlanTerms terms,
      @Nullable UUID applicationId,
      boolean tried) {}

  @RegisterForReflection
  record Account(UUID id, String currency, String zone, long aheadMillis) {}

  Uni<Outcome> request(Mutiny.Session session, Acting consumer, PlanChoice choice) {
    return rows.first(
            session,
            Offer.class,
            OFFER,
            Map.of(
                "application", choice.application().value(),
                "consumer", consumer.tenant().value(),
                "publisher", choice.publisher(),
                "product", choice.product(),
                "plan", choice.plan()))
        .chain(
            found ->
                found.isEmpty() || found.get().applicationId() == null
                    ? Uni.createFrom().item(new Outcome.Unknown())
                    : admitted(session, consumer, choice, found.get()));
  }

  /** Whoever may not come in asks for nothing; asking to come in is all that happens. */
  private Uni<Outcome> admitted(
      Mutiny.Session session, Acting consumer, PlanChoice choice, Offer offer) {
    return doors
        .knock(session, new TenantId(offer.publisherId()), consumer)
        .chain(
            stand ->
                switch (stand) {
                  case Door.Stand.In _ -> withAccount(session, consumer, choice, offer);
                  case Door.Stand.Waiting _ ->
                      shut("The publisher has to let your organisation in first. It was told.");
                  case Door.Stand.Refused _ ->
                      shut("The publisher has turned your organisation away.");
                  case Door.Stand.Shut(List<String> domains) ->
                      shut(
                          domains.isEmpty()
                              ? "The publisher lets in invited organisations only."
                              : "The publisher lets in people with addresses of "
                                  + String.join(", ", domains)
                                  + " only.");
                });
  }

  private static Uni<Outcome> shut(String why) {
    return Uni.createFrom().item(new Outcome.Conflict(why));
  }

  private Uni<Outcome> withAccount(
      Mutiny.Session session, Acting consumer, PlanChoice choice, Offer offer) {
    Map<String, Object> account = new HashMap<>();
    account.put("id", ids.next());
    account.put("publisher", offer.publisherId());
    account.put("consumer", consumer.tenant().value());
    account.put("mode", choice.mode().name().toLowerCase(Locale.ROOT));
    Map<String, Object> found = new HashMap<>(account);
    found.remove("id");
    account.put("currency", offer.terms().currency());
    account.put("at", clock.instant());
    return rows.change(
            session,
            "insert into account (id, publisher_id, consumer_id, mode, currency, created_at)"
                + " values (:id, :publisher, :consumer, :mode, :currency, cast(:at as timestamptz))"
                + " on conflict (publisher_id, consumer_id, mode) do nothing",
            account)
        .chain(
            () ->
                rows.first(
                    session,
                    Account.class,
                    "select id, currency, zone, ahead_millis from account where publisher_id = :publisher"
                        + " and consumer_id = :consumer and mode = :mode",
                    found))
        .chain(there -> withWallet(session, consumer, choice, offer, there.orElseThrow()));
  }

  private Uni<Outcome> withWallet(
      Mutiny.Session session, Acting consumer, PlanChoice choice, Offer offer, Account account) {
    if (!account.currency().equals(offer.terms().currency())) {
      return Uni.createFrom()
          .item(
              new Outcome.Conflict(
                  "The account is in "
                      + account.currency()
                      + ", the plan in "
                      + offer.terms().currency()
                      + "."));
    }
    Map<String, Object> wallet = new HashMap<>();
    wallet.put("id", ids.next());
    wallet.put("publisher", offer.publisherId());
    wallet.put("consumer", consumer.tenant().value());
    wallet.put("account", account.id());
    wallet.put("currency", account.currency());
    return rows.change(
            session,
            "insert into wallet (id, publisher_id, consumer_id, account_id, currency)"
                + " values (:id, :publisher, :consumer, :account, :currency)"
                + " on conflict (account_id) do nothing",
            wallet)
        .chain(() -> insert(session, consumer, choice.application(), offer, account));
  }

  private Uni<Outcome> insert(
      Mutiny.Session session,
      Acting consumer,
      ApplicationId application,
      Offer offer,
      Account account) {
    Instant now = clock.instant();
    SubscriptionId id = new SubscriptionId(ids.next());
    SubscriptionState first = first(offer, account, now);
    StateColumns columns = StateColumns.of(first);
    Map<String, Object> values = new HashMap<>();
    values.put("id", id.value());
    values.put("publisher", offer.publisherId());
    values.put("consumer", consumer.tenant().value());
    values.put("application", application.value());
    values.put("product", offer.productId());
    values.put("revision", offer.revisionId());
    values.put("account", account.id());
    values.put("state", columns.state());
    values.put("facts", columns.facts());
    values.put("by", consumer.person().value());
    values.put("at", now);
    return rows.change(
            session,
            "insert into subscription (id, publisher_id, consumer_id, application_id, product_id,"
                + " plan_revision_id, account_id, state, facts, requested_by, requested_at,"
                + " changed_at) values (:id, :publisher, :consumer, :application, :product,"
                + " :revision, :account, :state, cast(cast(:facts as text) as jsonb), :by,"
                + " cast(:at as timestamptz), cast(:at as timestamptz))"
                + " on conflict (application_id, product_id)"
                + " where state not in ('rejected', 'ended') do nothing",
            values)
        .chain(
            inserted ->
                inserted == 0
                    ? Uni.createFrom()
                        .item(
                            new Outcome.Conflict(
                                "The application already has a subscription to this product."))
                    : steps(session, consumer, offer, id)
                        .chain(() -> lifecycle.begun(session, id))
                        .chain(() -> note(session, consumer, id, columns.state()))
                        .replaceWith(new Outcome.Done(id, first)));
  }

  private static SubscriptionState first(Offer offer, Account account, Instant now) {
    PlanTerms terms = offer.terms();
    int steps = StepTerms.beforePayment(terms.process()).size();
    if (steps > 0) {
      return new SubscriptionState.Requested(1, steps);
    }
    Instant accountNow = now.plusMillis(account.aheadMillis());
    Rhythm rhythm = Rhythm.of(terms, ZoneId.of(account.zone()));
    return SubscriptionState.admitted(
        terms.feeOfPeriod().plus(terms.feeOfSetup()),
        terms.trial() == 0 || offer.tried() ? null : rhythm.daysAfter(accountNow, terms.trial()),
        accountNow);
  }

  /** The request keeps these, whatever becomes of the plan. */
  private Uni<Void> steps(Mutiny.Session session, Acting consumer, Offer offer, SubscriptionId id) {
    Uni<Void> all = Uni.createFrom().voidItem();
    List<StepTerms> steps = StepTerms.beforePayment(offer.terms().process());
    for (int i = 0; i < steps.size(); i++) {
      Map<String, Object> values = new HashMap<>();
      values.put("id", id.value());
      values.put("publisher", offer.publisherId());
      values.put("consumer", consumer.tenant().value());
      values.put("position", i + 1);
      values.put("kind", steps.get(i).kind().word());
      values.put("settings", text(steps.get(i)));
      all =
          all.chain(
              () ->
                  rows.change(
                          session,
                          "insert into approval_step (subscription_id, publisher_id, consumer_id,"
                              + " position, kind, settings) values (:id, :publisher, :consumer,"
                              + " :position, :kind, cast(cast(:settings as text) as jsonb))",
                          values)
                      .replaceWithVoid());
    }
    return all;
  }

  private Uni<Void> note(Mutiny.Session session, Acting consumer, SubscriptionId id, String state) {
    return audit.note(
        session,
        consumer.tenant(),
        consumer.person(),
        "subscription.requested",
        "subscription",
        id.toString(),
        Map.of("to", state));
  }

  private String text(StepTerms step) {
    try {
      return json.writeValueAsString(step);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a step is no JSON", e);
    }
  }
}
