package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Search;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds the records of an account against each other, for either side of it. */
@ApplicationScoped
public class Reconciliations {
  private static final int MOST_LISTED = 200;

  private final Tenancy tenancy;
  private final Rows rows;

  Reconciliations(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  @RegisterForReflection
  record Row(
      UUID accountId,
      @Nullable String consumer,
      String currency,
      long posted,
      long held,
      long overdraft,
      long entries,
      long lots,
      long charged,
      long used,
      long paid,
      long credited,
      long refunded,
      long takenBack,
      long lopsided) {
    Reconciliation reconciliation() {
      return new Reconciliation(
          new AccountId(accountId),
          consumer,
          money(posted),
          money(held),
          money(overdraft),
          money(entries),
          money(lots),
          money(charged),
          money(used),
          money(paid),
          money(credited),
          money(refunded),
          money(takenBack),
          lopsided);
    }

    private Money money(long micros) {
      return new Money(micros, Currency.getInstance(currency));
    }
  }

  /** Every account that the publisher sells on, by customer. */
  public Uni<List<Reconciliation>> all(Acting acting) {
    acting.require(Permission.SEE_CONSUMERS);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    Row.class,
                    """
                    select r.*, c.slug as consumer from account a
                    join lateral reconcile(a.id) r on true
                    left join tenant c on c.id = a.consumer_id
                    where a.publisher_id = :tenant order by c.slug limit :most
                    """,
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(Row::reconciliation).toList());
  }

  /** A part of the accounts that the publisher sells on: records are compared of these alone. */
  public Uni<List<Reconciliation>> page(Acting acting, Search search) {
    acting.require(Permission.SEE_CONSUMERS);
    Map<String, Object> parameters = new HashMap<>(search.parameters());
    parameters.put("tenant", acting.tenant().value());
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    Row.class,
                    """
                    with page as materialized (
                      select a.id, c.slug from account a join tenant c on c.id = a.consumer_id
                      where a.publisher_id = :tenant
                        and (c.name ilike cast(:text as text) or c.slug ilike cast(:text as text))
                      order by c.slug, a.id limit :most offset :skip)
                    select r.*, p.slug as consumer from page p
                    cross join lateral reconcile(p.id) r order by p.slug, p.id
                    """,
                    parameters))
        .map(found -> found.stream().map(Row::reconciliation).toList());
  }

  /** One account that the tenant is a side of. */
  public Uni<Optional<Reconciliation>> of(Acting acting, AccountId account) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(
                    session,
                    Row.class,
                    """
                    select r.*, c.slug as consumer from account a
                    join lateral reconcile(a.id) r on true
                    left join tenant c on c.id = a.consumer_id
                    where a.id = :account
                    """,
                    Map.of("account", account.value())))
        .map(found -> found.map(Row::reconciliation));
  }
}
