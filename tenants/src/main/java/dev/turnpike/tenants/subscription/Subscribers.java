package dev.turnpike.tenants.subscription;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions to a publisher's plans, in pages: live ones first, newest first. The page is
 * cut from ids alone; the rest is read of those on it.
 */
@ApplicationScoped
public class Subscribers {
  /** Names are looked up in their own tables, each once, not beside every subscription. */
  private static final String PAGE =
      """
       where s.id = any(array(
        select p.id from subscription p
        where p.publisher_id = :tenant
          and (:text = '%%'
            or p.consumer_id in (select id from tenant where name ilike :text or slug ilike :text)
            or p.application_id in (select id from application where name ilike :text)
            or p.product_id in (select id from product where tenant_id = :tenant
              and name ilike :text))
          and (:consumer = '' or p.consumer_id = (select id from tenant where slug = :consumer))
          and (:state = '' or p.state = :state or (:state in ('blocked', 'paused') and exists (
            select from hindrance h where h.subscription_id = p.id and h.kind = :state)))
        order by p.state in ('rejected', 'ended'), p.id desc limit :most offset :skip))
      order by s.state in ('rejected', 'ended'), s.id desc
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  Subscribers(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /** A page; a look at one more than wanted tells whether there is a next. */
  public Uni<List<Subscribed>> list(Acting publisher, SubscriberQuery query) {
    publisher.require(Permission.SEE_CONSUMERS);
    return tenancy
        .as(
            publisher.tenant(),
            session ->
                rows.list(
                    session,
                    SubscriptionRow.class,
                    SubscriptionRow.SELECT + PAGE,
                    Map.of(
                        "tenant",
                        publisher.tenant().value(),
                        "text",
                        query.pattern(),
                        "state",
                        query.state(),
                        "consumer",
                        query.consumer(),
                        "most",
                        query.most(),
                        "skip",
                        query.skip())))
        .map(found -> found.stream().map(SubscriptionRow::toSubscribed).toList());
  }
}
