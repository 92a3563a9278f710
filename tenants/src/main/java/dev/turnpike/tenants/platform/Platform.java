package dev.turnpike.tenants.platform;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
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
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** All tenants, for a person who is an operator where they act; the database asks that again. */
@ApplicationScoped
public class Platform {
  public static final List<String> KINDS = List.of("publisher", "consumer", "suspended");

  private static final int LONGEST_REASON = 2_000;
  private static final int MOST = 201;
  private static final int FURTHEST = 1_000_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Platform(Tenancy tenancy, Rows rows, Audit audit, Ids ids, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** The platform in numbers. */
  @RegisterForReflection
  public record Totals(
      long tenants, long publishers, long suspended, long people, long subscriptions) {}

  /** A process of the data plane. */
  @RegisterForReflection
  public record Node(UUID id, Instant startedAt, Instant seenAt) {}

  /** What became of closing or opening a tenant. */
  public enum Answer {
    DONE,
    UNCHANGED,
    UNKNOWN,
    REASON_MISSING,
    OWN_TENANT
  }

  /** By slug; a look at one more than wanted tells whether there is a next page. */
  public Uni<List<Resident>> tenants(
      Acting operator, String text, String kind, int skip, int most) {
    return named(operator, "%" + escaped(text) + "%", KINDS.contains(kind) ? kind : "", skip, most);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private Uni<List<Resident>> named(
      Acting operator, String pattern, String kind, int skip, int most) {
    Map<String, Object> values = person(operator);
    values.put("pattern", pattern);
    values.put("kind", kind);
    values.put("most", Math.clamp(most, 1, MOST));
    values.put("skip", Math.clamp(skip, 0, FURTHEST));
    return list(
        operator,
        Resident.class,
        "select * from platform_tenants(:person, :pattern, :kind, cast(:most as int),"
            + " cast(:skip as int))",
        values);
  }

  /** One tenant; empty when there is none of that slug. */
  public Uni<Optional<Resident>> tenant(Acting operator, String slug) {
    return named(operator, escaped(slug), "", 0, MOST)
        .map(found -> found.stream().filter(it -> it.slug().equals(slug)).findFirst());
  }

  public Uni<Totals> totals(Acting operator) {
    return list(operator, Totals.class, "select * from platform_totals(:person)", person(operator))
        .map(List::getFirst);
  }

  /** The latest seen first. */
  public Uni<List<Node>> nodes(Acting operator) {
    return list(operator, Node.class, "select * from platform_nodes(:person)", person(operator));
  }

  /**
   * Closes a tenant: calls to its APIs are refused within a second, its own people are told why.
   * Nobody closes the tenant they act for.
   */
  public Uni<Answer> suspend(Acting operator, String slug, String reason) {
    String told = reason.strip();
    if (told.isEmpty()) {
      operator.require(Permission.RUN_PLATFORM);
      return Uni.createFrom().item(Answer.REASON_MISSING);
    }
    return change(operator, slug, told.substring(0, Math.min(told.length(), LONGEST_REASON)));
  }

  /** Opens it again. */
  public Uni<Answer> resume(Acting operator, String slug) {
    return change(operator, slug, "");
  }

  private Uni<Answer> change(Acting operator, String slug, String reason) {
    operator.require(Permission.RUN_PLATFORM);
    if (operator.slug().equals(slug)) {
      return Uni.createFrom().item(Answer.OWN_TENANT);
    }
    return tenant(operator, slug)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Answer.UNKNOWN)
                    : tenancy.as(
                        operator.tenant(), session -> write(session, operator, slug, reason)));
  }

  private Uni<Answer> write(Mutiny.Session session, Acting operator, String slug, String reason) {
    Map<String, Object> values = person(operator);
    values.put("slug", slug);
    values.put("reason", reason);
    values.put("event", ids.next());
    values.put("at", clock.instant());
    String action = reason.isEmpty() ? "platform.tenant-resumed" : "platform.tenant-suspended";
    return rows.first(
            session,
            Changed.class,
            "select platform_suspend(:person, :slug, nullif(cast(:reason as text), ''), :event,"
                + " cast(:at as timestamptz)) as changed",
            values)
        .chain(
            answer ->
                answer.orElseThrow().changed()
                    ? audit
                        .note(
                            session,
                            operator.tenant(),
                            operator.person(),
                            action,
                            "tenant",
                            slug,
                            reason.isEmpty() ? Map.of() : Map.of("reason", reason))
                        .replaceWith(Answer.DONE)
                    : Uni.createFrom().item(Answer.UNCHANGED));
  }

  private <T> Uni<List<T>> list(
      Acting operator, Class<T> type, String sql, Map<String, Object> values) {
    operator.require(Permission.RUN_PLATFORM);
    return tenancy.as(operator.tenant(), session -> rows.list(session, type, sql, values));
  }

  private static Map<String, Object> person(Acting operator) {
    Map<String, Object> values = new HashMap<>();
    values.put("person", operator.person().value());
    return values;
  }

  @RegisterForReflection
  record Changed(boolean changed) {}
}
