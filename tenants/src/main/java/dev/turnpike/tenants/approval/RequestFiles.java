package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Requests as either side looks them up. */
@ApplicationScoped
public class RequestFiles {
  public static final int MOST_ON_A_PAGE = 50;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Subscriptions subscriptions;
  private final Comments comments;
  private final Inbox inbox;

  RequestFiles(
      Tenancy tenancy, Rows rows, Subscriptions subscriptions, Comments comments, Inbox inbox) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.subscriptions = subscriptions;
    this.comments = comments;
    this.inbox = inbox;
  }

  /** One of which the tenant is either side. */
  public Uni<Optional<RequestFile>> find(Acting acting, SubscriptionId id) {
    acting.require(Permission.SEE);
    return tenancy.as(
        acting.tenant(),
        session ->
            subscriptions
                .these(session, List.of(id.value()))
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : file(session, acting, found.getFirst()).map(Optional::of)));
  }

  @RegisterForReflection
  record Asker(@Nullable String name) {}

  private Uni<RequestFile> file(Mutiny.Session session, Acting acting, Subscribed held) {
    Map<String, UUID> id = Map.of("id", held.id().value());
    return rows.list(session, StepRow.class, StepRow.OF_REQUEST, id)
        .chain(
            steps ->
                comments
                    .list(session, held.id())
                    .chain(
                        said ->
                            rows.first(
                                    session,
                                    Asker.class,
                                    "select p.name from subscription s join person p"
                                        + " on p.id = s.requested_by where s.id = :id",
                                    id)
                                .chain(
                                    asker ->
                                        inbox
                                            .requests(session, acting, List.of(held.id().value()))
                                            .map(
                                                pending ->
                                                    new RequestFile(
                                                        held,
                                                        steps.stream()
                                                            .map(StepRow::toStep)
                                                            .toList(),
                                                        said,
                                                        asker.map(Asker::name).orElse(null),
                                                        pending.isEmpty()
                                                            ? null
                                                            : pending.getFirst())))));
  }

  /**
   * A request in a list.
   *
   * @param state the subscription's, in a word
   * @param step the open step's kind; null when none is
   */
  @RegisterForReflection
  public record Line(
      UUID id,
      String application,
      String product,
      String plan,
      String state,
      @Nullable String step,
      int position,
      int steps,
      java.time.Instant requestedAt,
      java.time.Instant since) {}

  /** A page of lines; {@code next} is null at the end. */
  public record Lines(List<Line> lines, @Nullable UUID next) {
    public Lines {
      lines = List.copyOf(lines);
    }
  }

  private static final String LINES =
      """
      select s.id, a.name as application, o.name as product, l.name as plan, s.state,
        x.kind as step, coalesce(x.position, 0) as position,
        (select count(*) from approval_step y where y.subscription_id = s.id) as steps,
        s.requested_at, coalesce((select max(v.at) from approval v where v.subscription_id = s.id),
          s.requested_at) as since
      from subscription s
      join application a on a.id = s.application_id
      join product o on o.id = s.product_id
      join plan_revision r on r.id = s.plan_revision_id
      join plan l on l.id = r.plan_id
      left join approval_step x on x.subscription_id = s.id and s.state = 'requested'
        and x.position = cast(s.facts ->> 'position' as int)
      where s.id in (
        select i.id from subscription i join tenant p on p.id = i.publisher_id
        where i.consumer_id = :tenant and p.slug = :publisher
          and i.id < coalesce(cast(nullif(cast(:before as text), '') as uuid),
            cast('ffffffff-ffff-ffff-ffff-ffffffffffff' as uuid))
        order by i.id desc limit :most)
      order by s.id desc limit :most
      """;

  /** What a consumer asked of a publisher, newest first. */
  public Uni<Lines> ofConsumer(Acting consumer, String publisher, @Nullable UUID before) {
    consumer.require(Permission.SEE);
    Map<String, Object> values = new HashMap<>();
    values.put("tenant", consumer.tenant().value());
    values.put("publisher", publisher);
    values.put("before", before == null ? "" : before.toString());
    values.put("most", MOST_ON_A_PAGE + 1);
    return tenancy
        .as(consumer.tenant(), session -> rows.list(session, Line.class, LINES, values))
        .map(
            found ->
                found.size() > MOST_ON_A_PAGE
                    ? new Lines(
                        found.subList(0, MOST_ON_A_PAGE), found.get(MOST_ON_A_PAGE - 1).id())
                    : new Lines(found, null));
  }
}
