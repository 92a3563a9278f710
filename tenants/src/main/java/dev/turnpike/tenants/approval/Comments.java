package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a request: to both sides, or among one's own. The other side never learns that
 * an internal one is there.
 */
@ApplicationScoped
public class Comments {
  private static final int LONGEST = 2_000;
  private static final int MOST_LISTED = 200;

  private static final String LIST =
      """
      select * from (
        select m.id, w.name as party, p.name, m.text, m.at, false as internal
        from request_comment m join tenant w on w.id = m.author_id
          left join person p on p.id = m.person_id
        where m.subscription_id = :id
        union all
        select m.id, w.name, p.name, m.text, m.at, true
        from internal_comment m join tenant w on w.id = m.tenant_id
          left join person p on p.id = m.person_id
        where m.subscription_id = :id) c
      order by c.id limit :most
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Subscriptions subscriptions;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Comments(
      Tenancy tenancy, Rows rows, Subscriptions subscriptions, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.subscriptions = subscriptions;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * One comment.
   *
   * @param party the name of the tenant that said it
   * @param name of the person; null for the other side's people
   * @param internal whether only the reader's own side sees it
   */
  @RegisterForReflection
  public record Comment(
      String party, @Nullable String name, String text, Instant at, boolean internal) {}

  /** The oldest first; what a tenant may not see is not there. */
  Uni<List<Comment>> list(Mutiny.Session session, SubscriptionId id) {
    return rows.list(session, Comment.class, LIST, Map.of("id", id.value(), "most", MOST_LISTED));
  }

  /**
   * Says something about a request, whatever its state.
   *
   * @param internal whether only the own side sees it
   */
  public Uni<Outcome> add(Acting acting, SubscriptionId id, String text, boolean internal) {
    acting.require(Permission.SEE);
    String said = text.strip();
    if (said.isEmpty() || said.length() > LONGEST) {
      return Uni.createFrom()
          .item(new Outcome.Invalid("text", "Write 1 to " + LONGEST + " characters."));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            subscriptions
                .these(session, List.of(id.value()))
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(new Outcome.Unknown())
                            : add(session, acting, found.getFirst(), said, internal)));
  }

  private Uni<Outcome> add(
      Mutiny.Session session, Acting acting, Subscribed on, String text, boolean internal) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", ids.next());
    values.put("subscription", on.id().value());
    values.put("tenant", acting.tenant().value());
    values.put("person", acting.person().value());
    values.put("text", text);
    values.put("at", clock.instant());
    String sql =
        "insert into internal_comment (id, tenant_id, subscription_id, person_id, text, at)"
            + " values (:id, :tenant, :subscription, :person, :text, cast(:at as timestamptz))";
    if (!internal) {
      values.put("publisher", on.publisher().tenant().value());
      values.put("consumer", on.consumer().tenant().value());
      sql =
          "insert into request_comment (id, subscription_id, publisher_id, consumer_id, author_id,"
              + " person_id, text, at) values (:id, :subscription, :publisher, :consumer, :tenant,"
              + " :person, :text, cast(:at as timestamptz))";
    }
    return rows.change(session, sql, values)
        .chain(
            () ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    "subscription.commented",
                    "subscription",
                    on.id().toString(),
                    Map.of("internal", internal)))
        .replaceWith(new Outcome.Done(on.id(), on.state()));
  }
}
