package dev.turnpike.tenants.usage;

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

/** Refused calls as people find them again: the caller's side and the publisher's. */
@ApplicationScoped
public class Denials {
  private static final int MOST_LISTED = 200;

  private final Tenancy tenancy;
  private final Rows rows;

  Denials(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /** Of the tenant's own calls to this publisher's APIs, latest first. */
  public Uni<List<Denied>> ofConsumer(Acting consumer, String publisher, int most) {
    consumer.require(Permission.SEE);
    return list(
        consumer,
        " where d.consumer_id = :tenant and p.slug = :publisher order by d.last_at desc limit :most",
        Map.of("tenant", consumer.tenant().value(), "publisher", publisher, "most", bounded(most)));
  }

  /** Of calls to the tenant's own APIs, latest first. */
  public Uni<List<Denied>> ofPublisher(Acting publisher, int most) {
    publisher.require(Permission.SEE_CALLS);
    return list(
        publisher,
        " where d.publisher_id = :tenant order by d.last_at desc limit :most",
        Map.of("tenant", publisher.tenant().value(), "most", bounded(most)));
  }

  /** Of calls to the tenant's own APIs: those a filter leaves, one page of them, latest first. */
  public Uni<List<Denied>> search(Acting publisher, DenialFilter filter, int most) {
    publisher.require(Permission.SEE_CALLS);
    Map<String, Object> parameters = new HashMap<>(filter.parameters());
    parameters.put("tenant", publisher.tenant().value());
    parameters.put("most", bounded(most));
    return list(
        publisher,
        " where d.publisher_id = :tenant"
            + filter.conditions()
            + " order by d.last_at desc, d.id desc limit :most",
        parameters);
  }

  /** The codes and consumers that a filter can name: those that occur. */
  public Uni<DenialFilter.Choices> choices(Acting publisher) {
    publisher.require(Permission.SEE_CALLS);
    return tenancy
        .as(
            publisher.tenant(),
            session ->
                rows.first(
                    session,
                    DenialFilter.Choices.class,
                    DenialFilter.Choices.SELECT,
                    Map.of("tenant", publisher.tenant().value())))
        .map(Optional::orElseThrow);
  }

  /**
   * One of which the tenant is either side, by its id without prefix. Empty also for a moment after
   * the refusal, until the log is written.
   */
  public Uni<Optional<Denied>> find(Acting acting, String id) {
    acting.require(Permission.SEE);
    return list(acting, " where d.id = :id", Map.of("id", id))
        .map(found -> found.stream().findFirst());
  }

  private Uni<List<Denied>> list(Acting acting, String where, Map<String, ?> parameters) {
    return tenancy
        .as(
            acting.tenant(),
            session -> rows.list(session, DenialRow.class, DenialRow.SELECT + where, parameters))
        .map(found -> found.stream().map(DenialRow::toDenied).toList());
  }

  private static int bounded(int most) {
    return Math.clamp(most, 1, MOST_LISTED);
  }
}
