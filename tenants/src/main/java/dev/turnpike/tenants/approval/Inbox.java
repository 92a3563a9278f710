package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a decision, the longest waiting first, a page at a time: ids are found by an
 * index, and only a page's requests are read in full.
 */
@ApplicationScoped
public class Inbox {
  public static final int MOST_ON_A_PAGE = 50;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Subscriptions subscriptions;
  private final Clock clock;

  Inbox(Tenancy tenancy, Rows rows, Subscriptions subscriptions, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** Whose requests, and which of them. */
  public enum Shelf {
    /** Asked of the publisher, and its people's turn. */
    PUBLISHER,
    /** Asked of the publisher, whoever's turn it is. */
    ALL_OF_PUBLISHER,
    /** Of the consumer's own, and its approvers' turn. */
    CONSUMER
  }

  /**
   * Which part is wanted.
   *
   * @param search part of a name of the consumer, its application or the plan; empty: all
   * @param after the last id of the page before; null: from the first
   */
  public record Query(Shelf shelf, String search, @Nullable UUID after, int limit) {
    public Query {
      limit = Math.clamp(limit, 1, MOST_ON_A_PAGE);
    }
  }

  /**
   * A page.
   *
   * @param next what the next page comes after; null at the end
   */
  public record Page(List<PendingRequest> requests, @Nullable UUID next) {
    public Page {
      requests = List.copyOf(requests);
    }
  }

  /** The first page of what waits for the publisher's own decision. */
  public Uni<Page> ofPublisher(Acting publisher) {
    return page(publisher, new Query(Shelf.PUBLISHER, "", null, MOST_ON_A_PAGE));
  }

  /** The first page of what waits for the consumer's own approvers. */
  public Uni<Page> ofConsumer(Acting consumer) {
    return page(consumer, new Query(Shelf.CONSUMER, "", null, MOST_ON_A_PAGE));
  }

  public Uni<Page> page(Acting acting, Query query) {
    acting.require(query.shelf() == Shelf.CONSUMER ? Permission.SEE : Permission.SEE_REQUESTS);
    return tenancy.as(
        acting.tenant(),
        session ->
            ids(session, acting, query).chain(ids -> page(session, acting, ids, query.limit())));
  }

  @RegisterForReflection
  record Id(UUID id) {}

  private Uni<List<UUID>> ids(Mutiny.Session session, Acting acting, Query query) {
    StringBuilder sql = new StringBuilder("select s.id from subscription s");
    Map<String, Object> values = new HashMap<>();
    values.put("tenant", acting.tenant().value());
    values.put("most", query.limit() + 1);
    if (query.shelf() != Shelf.ALL_OF_PUBLISHER) {
      sql.append(
          " join approval_step x on x.subscription_id = s.id"
              + " and x.position = cast(s.facts ->> 'position' as int) and x.kind = :kind");
      values.put(
          "kind", query.shelf() == Shelf.CONSUMER ? "consumer-approval" : "publisher-approval");
    }
    String search = query.search().strip();
    if (!search.isEmpty()) {
      sql.append(
          " join tenant c on c.id = s.consumer_id join application a on a.id = s.application_id"
              + " join plan_revision r on r.id = s.plan_revision_id join plan l on l.id = r.plan_id");
    }
    sql.append(query.shelf() == Shelf.CONSUMER ? " where s.consumer_id" : " where s.publisher_id");
    sql.append(" = :tenant and s.state = 'requested'");
    if (!search.isEmpty()) {
      sql.append(" and (c.name ilike :search or a.name ilike :search or l.name ilike :search)");
      values.put("search", "%" + search.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }
    if (query.after() != null) {
      sql.append(" and s.id > :after");
      values.put("after", query.after());
    }
    sql.append(" order by s.id limit :most");
    return rows.list(session, Id.class, sql.toString(), values)
        .map(found -> found.stream().map(Id::id).toList());
  }

  private Uni<Page> page(Mutiny.Session session, Acting acting, List<UUID> ids, int limit) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(new Page(List.of(), null));
    }
    List<UUID> shown = ids.subList(0, Math.min(limit, ids.size()));
    UUID next = ids.size() > limit ? shown.getLast() : null;
    return requests(session, acting, shown).map(requests -> new Page(requests, next));
  }

  /** These, in this order; those that are no open requests are left out. */
  Uni<List<PendingRequest>> requests(Mutiny.Session session, Acting acting, List<UUID> ids) {
    String in = ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    return subscriptions
        .these(session, ids)
        .chain(
            subscribed ->
                rows.list(
                        session,
                        PendingRow.class,
                        PendingRow.SELECT
                            + " where s.id = any (cast(string_to_array(:ids, ',') as uuid[]))"
                            + " limit 50",
                        Map.of("ids", in))
                    .chain(
                        beside ->
                            standing(session, acting)
                                .map(
                                    standing ->
                                        pending(acting, ids, subscribed, beside, standing))));
  }

  /** What holds for all requests alike: whether the reader is alone, and for whom they stand in. */
  private record Standing(boolean alone, Set<Role> roles) {}

  @RegisterForReflection
  record Lent(List<String> roles) {}

  private Uni<Standing> standing(Mutiny.Session session, Acting acting) {
    return Voice.isAlone(rows, session, acting)
        .chain(
            alone ->
                rows.list(
                        session,
                        Lent.class,
                        """
                        select m.roles from delegation d
                        join membership m on m.tenant_id = d.tenant_id and m.person_id = d.person_id
                        where d.tenant_id = :tenant and d.to_person_id = :person
                          and d.ended_at is null and d.from_at <= cast(:now as timestamptz)
                          and d.until_at > cast(:now as timestamptz) limit 50
                        """,
                        Map.of(
                            "tenant", acting.tenant().value(),
                            "person", acting.person().value(),
                            "now", clock.instant()))
                    .map(
                        lent -> {
                          Set<Role> roles = EnumSet.noneOf(Role.class);
                          roles.addAll(acting.roles());
                          lent.forEach(one -> one.roles().forEach(r -> roles.add(Role.of(r))));
                          return new Standing(alone, roles);
                        }));
  }

  private static List<PendingRequest> pending(
      Acting acting,
      List<UUID> ids,
      List<Subscribed> subscribed,
      List<PendingRow> beside,
      Standing standing) {
    Map<UUID, Subscribed> known =
        subscribed.stream().collect(Collectors.toMap(s -> s.id().value(), s -> s));
    Map<UUID, PendingRow> rows =
        beside.stream().collect(Collectors.toMap(PendingRow::id, row -> row));
    List<PendingRequest> all = new ArrayList<>();
    for (UUID id : ids) {
      Subscribed held = known.get(id);
      PendingRow row = rows.get(id);
      if (held != null
          && row != null
          && row.step() != null
          && held.state() instanceof Requested open) {
        all.add(pending(acting, held, row, row.step().toStep(), open, standing));
      }
    }
    return all;
  }

  private static PendingRequest pending(
      Acting acting,
      Subscribed held,
      PendingRow row,
      Step step,
      Requested open,
      Standing standing) {
    boolean own = !standing.alone() && new Voice(null).isOwn(acting, held);
    boolean theirs =
        switch (step.turn()) {
          case PUBLISHER -> acting.tenant().equals(held.publisher().tenant());
          case CONSUMER -> acting.tenant().equals(held.consumer().tenant());
          case REQUESTER, SYSTEM, TIME -> false;
        };
    Set<Role> deciders =
        theirs
            ? Voice.deciders(step.terms(), step.escalatedAt() != null)
            : EnumSet.noneOf(Role.class);
    return row.toPending(
        held, step, open.of(), own, standing.roles().stream().anyMatch(deciders::contains));
  }
}
