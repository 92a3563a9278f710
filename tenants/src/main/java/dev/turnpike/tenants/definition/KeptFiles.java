package dev.turnpike.tenants.definition;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Which file keeps a tenant, and whether the tenant still is what it says. */
@ApplicationScoped
public class KeptFiles {
  private static final String FILE =
      """
      select f.name, f.source, f.document, f.applied_at, p.name as applied_by
      from tenant_file f left join person p on p.id = f.applied_by where f.tenant_id = :tenant
      """;

  private static final String MARKS =
      """
      select '' as object, managed_by as file from tenant
        where id = :tenant and managed_by is not null
      union all select 'apis[' || slug || ']', managed_by from api
        where tenant_id = :tenant and managed_by is not null
      union all select 'products[' || slug || ']', managed_by from product
        where tenant_id = :tenant and managed_by is not null
      union all select 'products[' || p.slug || '].plans[' || l.slug || ']', l.managed_by
        from plan l join product p on p.id = l.product_id
        where l.tenant_id = :tenant and l.managed_by is not null
      union all select 'teams[' || slug || ']', managed_by from team
        where tenant_id = :tenant and managed_by is not null
      union all select 'applications[' || slug || ']', managed_by from application
        where tenant_id = :tenant and managed_by is not null
      """;

  private static final List<String> KEPT = List.of("api", "product", "plan", "application", "team");

  private final Tenancy tenancy;
  private final Rows rows;
  private final Definitions definitions;
  private final Audit audit;

  KeptFiles(Tenancy tenancy, Rows rows, Definitions definitions, Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.definitions = definitions;
    this.audit = audit;
  }

  /** Empty when people keep the tenant. */
  public Uni<Optional<KeptFile>> of(Acting acting) {
    acting.require(Permission.EDIT_CATALOGUE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(session, FileRow.class, FILE, Map.of("tenant", acting.tenant().value())))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : drift(acting, found.get()).map(Optional::of));
  }

  /** What files keep: pages show it beside each thing, and let it be. */
  public Uni<Kept> kept(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(session, MarkRow.class, MARKS, Map.of("tenant", acting.tenant().value())))
        .map(
            found ->
                new Kept(found.stream().collect(Collectors.toMap(MarkRow::object, MarkRow::file))));
  }

  /** What was wrong with the tenant's file in the watched directory; empty when nothing is. */
  public Uni<List<String>> faults(Acting acting) {
    acting.require(Permission.EDIT_CATALOGUE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(
                    session,
                    FaultRow.class,
                    "select faults from tenant_file_fault where tenant_id = :tenant",
                    Map.of("tenant", acting.tenant().value())))
        .map(found -> found.map(FaultRow::faults).orElseGet(List::of));
  }

  private Uni<KeptFile> drift(Acting acting, FileRow file) {
    return definitions
        .drift(acting, file.document())
        .map(
            changes ->
                new KeptFile(
                    file.name(),
                    file.source(),
                    file.appliedAt(),
                    file.appliedBy(),
                    file.document(),
                    changes.all()));
  }

  /** Lets people keep the tenant again; false when they do already. */
  public Uni<Boolean> release(Acting acting) {
    acting.require(Permission.EDIT_SETTINGS);
    return tenancy.as(acting.tenant(), session -> release(session, acting));
  }

  private Uni<Boolean> release(Mutiny.Session session, Acting acting) {
    Map<String, ?> whose = Map.of("tenant", acting.tenant().value());
    return rows.first(session, FileRow.class, FILE, whose)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(false)
                    : release(session, acting, found.get().name(), whose).replaceWith(true));
  }

  private Uni<Void> release(
      Mutiny.Session session, Acting acting, String name, Map<String, ?> whose) {
    Uni<Integer> done =
        rows.change(session, "delete from tenant_file where tenant_id = :tenant", whose)
            .chain(
                () ->
                    rows.change(
                        session, "update tenant set managed_by = null where id = :tenant", whose));
    for (String table : KEPT) {
      done =
          done.chain(
              () ->
                  rows.change(
                      session,
                      "update "
                          + table
                          + " set managed_by = null"
                          + " where tenant_id = :tenant and managed_by is not null",
                      whose));
    }
    return done.chain(
        () ->
            audit.note(
                session,
                acting.tenant(),
                acting.person(),
                "file.released",
                "tenant",
                acting.tenant().toString(),
                Map.of("file", name)));
  }

  @RegisterForReflection
  record MarkRow(String object, String file) {}

  @RegisterForReflection
  record FaultRow(List<String> faults) {}

  @RegisterForReflection
  record FileRow(
      String name, String source, String document, Instant appliedAt, @Nullable String appliedBy) {}
}
