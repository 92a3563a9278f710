package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * More of a plan's limit for one customer, on request and with a reason. The plan itself never
 * changes; a raise is in force on every node within a second, and so is its end.
 */
@ApplicationScoped
public class LimitRaises {
  private static final int LONGEST_REASON = 500;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Clock clock;

  LimitRaises(Tenancy tenancy, Rows rows, Audit audit, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  @RegisterForReflection
  record Planned(long quantity) {}

  /**
   * Sets how much the subscription may use.
   *
   * @param limit the limit's name in the plan
   * @param quantity more than the plan's, in the limit's own unit
   */
  public Uni<LedgerAnswer> set(
      Acting acting, SubscriptionId subscription, String limit, long quantity, String reason) {
    acting.require(Permission.RAISE_LIMIT);
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      return answer(
          new LedgerAnswer.Invalid("reason", "Say why in 1 to " + LONGEST_REASON + " characters."));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                    session,
                    Planned.class,
                    """
                    select cast(l ->> 'quantity' as bigint) as quantity
                    from subscription s join plan_revision r on r.id = s.plan_revision_id,
                      jsonb_array_elements(coalesce(r.terms -> 'limits', '[]')) l
                    where s.id = :id and s.publisher_id = :tenant and l ->> 'name' = :name
                    """,
                    Map.of(
                        "id",
                        subscription.value(),
                        "tenant",
                        acting.tenant().value(),
                        "name",
                        limit))
                .chain(
                    found -> {
                      if (found.isEmpty()) {
                        return answer(new LedgerAnswer.Unknown());
                      }
                      return quantity <= found.get().quantity()
                          ? answer(
                              new LedgerAnswer.Invalid(
                                  "quantity",
                                  "More than the plan's own " + found.get().quantity() + "."))
                          : set(session, acting, subscription, limit, quantity, reason.strip());
                    }));
  }

  private Uni<LedgerAnswer> set(
      Mutiny.Session session,
      Acting acting,
      SubscriptionId subscription,
      String limit,
      long quantity,
      String reason) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", subscription.value());
    values.put("name", limit);
    values.put("quantity", quantity);
    values.put("reason", reason);
    values.put("person", acting.person().value());
    values.put("now", clock.instant());
    return rows.change(
            session,
            """
            insert into limit_raise (subscription_id, name, quantity, publisher_id, consumer_id,
              application_id, reason, person_id, at)
            select id, :name, :quantity, publisher_id, consumer_id, application_id, :reason,
              :person, :now
            from subscription where id = :id
            on conflict (subscription_id, name) do update set quantity = excluded.quantity,
              reason = excluded.reason, person_id = excluded.person_id, at = excluded.at
            """,
            values)
        .chain(
            () ->
                note(
                    session,
                    acting,
                    subscription,
                    "limit.raised",
                    Map.of("limit", limit, "to", quantity, "reason", reason)));
  }

  /** Back to what the plan says. */
  public Uni<LedgerAnswer> end(Acting acting, SubscriptionId subscription, String limit) {
    acting.require(Permission.RAISE_LIMIT);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "delete from limit_raise where subscription_id = :id and name = :name"
                        + " and publisher_id = :tenant",
                    Map.of(
                        "id",
                        subscription.value(),
                        "name",
                        limit,
                        "tenant",
                        acting.tenant().value()))
                .chain(
                    gone ->
                        gone == 0
                            ? answer(new LedgerAnswer.Unknown())
                            : note(
                                session,
                                acting,
                                subscription,
                                "limit.as-planned",
                                Map.of("limit", limit))));
  }

  private Uni<LedgerAnswer> note(
      Mutiny.Session session,
      Acting acting,
      SubscriptionId subscription,
      String action,
      Map<String, ?> facts) {
    return audit
        .note(
            session,
            acting.tenant(),
            acting.person(),
            action,
            "subscription",
            subscription.toString(),
            facts)
        .replaceWith(new LedgerAnswer.Posted(subscription.value()));
  }

  private static Uni<LedgerAnswer> answer(LedgerAnswer answer) {
    return Uni.createFrom().item(answer);
  }
}
