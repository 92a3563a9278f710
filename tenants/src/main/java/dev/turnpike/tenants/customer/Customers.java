package dev.turnpike.tenants.customer;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A publisher's consumers, by name. The page is cut first, from ids and names alone; what is read
 * of each consumer is read of those on the page.
 */
@ApplicationScoped
public class Customers {
  private static final String WITH_DETAILS =
      """
      select page.id, page.slug, page.name, page.since,
        (select jsonb_agg(jsonb_build_object('id', a.id, 'mode', a.mode, 'currency', w.currency,
            'posted', w.posted, 'held', w.held, 'overdraft', w.overdraft) order by a.mode desc)
          from account a join wallet w on w.account_id = a.id
          where a.publisher_id = :tenant and a.consumer_id = page.id) as accounts,
        (select coalesce(jsonb_object_agg(word, number), '{}') from (
          select s.state as word, count(*) as number from subscription s
          where s.publisher_id = :tenant and s.consumer_id = page.id group by s.state
          union all
          select h.kind, count(*) from hindrance h
          join subscription s on s.id = h.subscription_id
          where s.publisher_id = :tenant and s.consumer_id = page.id
            and s.state not in ('rejected', 'ended') group by h.kind) counts) as subscriptions,
        (select jsonb_build_object('reason', b.reason, 'at', b.at, 'by',
            (select name from person where person.id = b.person_id))
          from consumer_block b
          where b.publisher_id = :tenant and b.consumer_id = page.id) as block
      from page order by page.name, page.slug
      """;

  private static final String PAGE =
      """
      with page as (
        select c.id, c.slug, c.name, r.since
        from (select consumer_id, min(created_at) as since from account
          where publisher_id = :tenant group by consumer_id) r
        join tenant c on c.id = r.consumer_id
        where (:text = '%%' or c.name ilike :text or c.slug ilike :text)
          and (:state = ''
            or (:state = 'shut-out' and exists (select from consumer_block b
              where b.publisher_id = :tenant and b.consumer_id = c.id))
            or (:state in ('blocked', 'paused') and exists (select from hindrance h
              join subscription s on s.id = h.subscription_id
              where s.publisher_id = :tenant and s.consumer_id = c.id and h.kind = :state))
            or exists (select from subscription s
              where s.publisher_id = :tenant and s.consumer_id = c.id and s.state = :state))
        order by c.name, c.slug limit :most offset :skip)
      """;

  private static final String ONE =
      """
      with page as (
        select c.id, c.slug, c.name, min(a.created_at) as since
        from account a join tenant c on c.id = a.consumer_id
        where a.publisher_id = :tenant and c.slug = :slug group by c.id, c.slug, c.name)
      """;

  private final Tenancy tenancy;
  private final Rows rows;

  Customers(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /** A page; a look at one more than wanted tells whether there is a next. */
  public Uni<List<Customer>> list(Acting publisher, CustomerQuery query) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("text", query.pattern());
    parameters.put("state", query.state());
    parameters.put("skip", query.skip());
    parameters.put("most", query.most());
    return read(publisher, PAGE, parameters);
  }

  /** One of the publisher's consumers; empty for anybody else. */
  public Uni<Optional<Customer>> find(Acting publisher, String slug) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("slug", slug);
    return read(publisher, ONE, parameters).map(found -> found.stream().findFirst());
  }

  private Uni<List<Customer>> read(Acting publisher, String page, Map<String, Object> parameters) {
    publisher.require(Permission.SEE_CONSUMERS);
    parameters.put("tenant", publisher.tenant().value());
    return tenancy
        .as(
            publisher.tenant(),
            session -> rows.list(session, CustomerRow.class, page + WITH_DETAILS, parameters))
        .map(found -> found.stream().map(CustomerRow::customer).toList());
  }
}
