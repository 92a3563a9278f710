package dev.turnpike.tenants.definition;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Carries out what a file changes: what it touches, and nothing besides; each object audited. */
@ApplicationScoped
class Writing {
  /** The sections whose objects carry the name of the file that keeps them. */
  private static final Map<String, String> KEPT =
      Map.of("apis", "api", "products", "product", "teams", "team", "applications", "application");

  private static final int MOST_FIELDS_NOTED = 50;

  private final Rows rows;
  private final CatalogueWriting catalogue;
  private final PeopleWriting people;
  private final Audit audit;
  private final Clock clock;

  Writing(Rows rows, CatalogueWriting catalogue, PeopleWriting people, Audit audit, Clock clock) {
    this.rows = rows;
    this.catalogue = catalogue;
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  /** What is to be done. */
  record Wish(Author author, String name, TenantFile file, Changes changes, String yaml) {}

  /** One file a tenant at a time. */
  Uni<Void> lock(Mutiny.Session session, TenantId tenant) {
    return rows.list(
            session,
            IdRow.class,
            "select id from tenant where id = :tenant for update",
            Map.of("tenant", tenant.value()))
        .replaceWithVoid();
  }

  Uni<Void> write(Mutiny.Session session, TenantId tenant, Wish wish) {
    return session
        .createNativeQuery("select set_config('app.file', 'on', true)", String.class)
        .getSingleResult()
        .chain(() -> tenant(session, tenant, wish))
        .chain(() -> door(session, tenant, wish))
        .chain(() -> people.write(session, tenant, wish))
        .chain(() -> catalogue.write(session, tenant, wish))
        .chain(() -> marks(session, tenant, wish))
        .chain(() -> notes(session, tenant, wish))
        .chain(
            () ->
                session
                    .createNativeQuery("select set_config('app.file', '', true)", String.class)
                    .getSingleResult())
        .replaceWithVoid();
  }

  private Uni<Void> tenant(Mutiny.Session session, TenantId tenant, Wish wish) {
    if (!wish.changes().touch("")) {
      return Uni.createFrom().voidItem();
    }
    TenantFile file = wish.file();
    TenantFile.Support support = file.support();
    TenantFile.Brand brand = file.brand();
    return rows.change(
            session,
            """
            update tenant set name = :name, publishes = :publishes,
              support_email = case when :supported then cast(:email as text) else support_email end,
              support_url = case when :supported then cast(:url as text) else support_url end,
              brand_accent = case when :branded then cast(:accent as text) else brand_accent end
            where id = :tenant
            """,
            with("tenant", tenant.value())
                .and("name", file.name())
                .and("publishes", file.publishes())
                .and("supported", support != null)
                .and("email", support == null ? null : support.email())
                .and("url", support == null ? null : support.url())
                .and("branded", brand != null)
                .and("accent", brand == null ? null : brand.accent()))
        .replaceWithVoid();
  }

  private Uni<Void> door(Mutiny.Session session, TenantId tenant, Wish wish) {
    TenantFile.SignUp door = wish.file().signUp();
    if (door == null || !wish.changes().touch("")) {
      return Uni.createFrom().voidItem();
    }
    return rows.change(
            session,
            """
            insert into sign_up_policy
            values (:tenant, :policy, string_to_array(cast(:domains as text), ' '), :now)
            on conflict (tenant_id) do update set policy = excluded.policy,
              domains = excluded.domains, changed_at = excluded.changed_at
            """,
            with("tenant", tenant.value())
                .and("policy", door.policy().name())
                .and("domains", String.join(" ", door.domains()))
                .and("now", clock.instant()))
        .replaceWithVoid();
  }

  /** The file keeps what it names from now on, and lets go of what it names no more. */
  private Uni<Void> marks(Mutiny.Session session, TenantId tenant, Wish wish) {
    if (wish.author() instanceof Author.Sample) {
      return Uni.createFrom().voidItem();
    }
    TenantFile file = wish.file();
    Map<String, List<String>> named = new LinkedHashMap<>();
    named.put("apis", slugs(file.apis(), TenantFile.ApiEntry::slug));
    named.put("products", slugs(file.products(), TenantFile.ProductEntry::slug));
    named.put("teams", slugs(file.teams(), TenantFile.TeamEntry::slug));
    named.put("applications", slugs(file.applications(), TenantFile.ApplicationEntry::slug));
    Uni<Void> done = mark(session, tenant, wish, "tenant", "id", "''");
    for (Map.Entry<String, List<String>> section : named.entrySet()) {
      String table = KEPT.get(section.getKey());
      String words = "'" + String.join(" ", section.getValue()) + "'";
      done =
          done.chain(() -> mark(session, tenant, wish, String.valueOf(table), "tenant_id", words));
    }
    return done.chain(() -> markPlans(session, tenant, wish))
        .chain(() -> keep(session, tenant, wish));
  }

  /**
   * @param words the slugs as a literal: they are letters, digits and hyphens
   */
  private Uni<Void> mark(
      Mutiny.Session session,
      TenantId tenant,
      Wish wish,
      String table,
      String owner,
      String words) {
    String named =
        table.equals("tenant") ? "true" : "slug = any (string_to_array(" + words + ", ' '))";
    return rows.change(
            session,
            "update %1$s set managed_by = case when %2$s then cast(:name as text) end where %3$s = :tenant and managed_by is distinct from case when %2$s then cast(:name as text) end"
                .formatted(table, named, owner),
            Map.of("tenant", tenant.value(), "name", wish.name()))
        .replaceWithVoid();
  }

  private Uni<Void> markPlans(Mutiny.Session session, TenantId tenant, Wish wish) {
    String named =
        TenantFile.orEmpty(wish.file().products()).stream()
            .flatMap(
                product -> product.plans().stream().map(plan -> product.slug() + "/" + plan.slug()))
            .collect(Collectors.joining(" "));
    return rows.change(
            session,
            """
            update plan l set managed_by = x.file from (
              select l.id, case when p.slug || '/' || l.slug = any (string_to_array(:named, ' '))
                then cast(:name as text) end as file
              from plan l join product p on p.id = l.product_id where p.tenant_id = :tenant) x
            where x.id = l.id and l.managed_by is distinct from x.file
            """,
            Map.of("tenant", tenant.value(), "name", wish.name(), "named", named))
        .replaceWithVoid();
  }

  private Uni<Void> keep(Mutiny.Session session, TenantId tenant, Wish wish) {
    Acting acting = wish.author().acting();
    return rows.change(
            session,
            """
            insert into tenant_file values (:tenant, :name, :source, :document,
              cast(nullif(cast(:person as text), '') as uuid), :now)
            on conflict (tenant_id) do update set name = excluded.name, source = excluded.source,
              document = excluded.document, applied_by = excluded.applied_by,
              applied_at = excluded.applied_at
            """,
            with("tenant", tenant.value())
                .and("name", wish.name())
                .and("source", acting == null ? "directory" : "api")
                .and("document", wish.yaml())
                .and("person", acting == null ? "" : acting.person().toString())
                .and("now", clock.instant()))
        .replaceWithVoid();
  }

  /** One event an object, and one for the file that changed something. */
  private Uni<Void> notes(Mutiny.Session session, TenantId tenant, Wish wish) {
    if (wish.changes().isEmpty() || wish.author() instanceof Author.Sample) {
      return Uni.createFrom().voidItem();
    }
    Map<String, List<Change>> objects =
        wish.changes().all().stream()
            .collect(
                Collectors.groupingBy(Change::object, LinkedHashMap::new, Collectors.toList()));
    return each(
            List.copyOf(objects.entrySet()),
            entry -> note(session, tenant, wish, entry.getKey(), entry.getValue()))
        .chain(
            () ->
                audit.note(
                    session,
                    tenant,
                    wish.author().acting() == null ? null : wish.author().acting().person(),
                    "file.applied",
                    "tenant",
                    tenant.toString(),
                    Map.of(
                        "file", wish.name(),
                        "created", wish.changes().count(Change.Kind.CREATE),
                        "changed", wish.changes().count(Change.Kind.CHANGE),
                        "retired", wish.changes().count(Change.Kind.RETIRE))));
  }

  private Uni<Void> note(
      Mutiny.Session session, TenantId tenant, Wish wish, String object, List<Change> changes) {
    Acting acting = wish.author().acting();
    String verb =
        switch (changes.getFirst().kind()) {
          case CREATE -> "created_by_file";
          case CHANGE -> "changed_by_file";
          case RETIRE -> "retired_by_file";
        };
    String kind = kind(object);
    return audit.note(
        session,
        tenant,
        acting == null ? null : acting.person(),
        kind + "." + verb,
        kind,
        object.isEmpty() ? tenant.toString() : object,
        Map.of(
            "file",
            wish.name(),
            "fields",
            changes.stream().map(Change::path).limit(MOST_FIELDS_NOTED).toList()));
  }

  private static String kind(String object) {
    if (object.isEmpty()) {
      return "tenant";
    }
    String section = object.substring(object.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
    return switch (section) {
      case "people" -> "person";
      case "apis" -> "api";
      default -> object.contains(".plans[") ? "plan" : section.substring(0, section.length() - 1);
    };
  }

  private static <T> List<String> slugs(@Nullable List<T> list, Function<T, String> slug) {
    return TenantFile.orEmpty(list).stream().map(slug).toList();
  }

  /** A statement that answers one id. */
  static Uni<UUID> returned(Mutiny.Session session, String sql, Map<String, ?> parameters) {
    Mutiny.SelectionQuery<UUID> query = session.createNativeQuery(sql, UUID.class);
    parameters.forEach(query::setParameter);
    return query.getSingleResult();
  }

  /** One after the other: a session has one connection. */
  static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> work.apply(item).replaceWith(item))
        .collect()
        .last()
        .replaceWithVoid();
  }

  static Parameters with(String name, @Nullable Object value) {
    return new Parameters().and(name, value);
  }

  /** Named parameters, of which some may be null. */
  static final class Parameters extends HashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1;

    Parameters and(String name, @Nullable Object value) {
      put(name, value);
      return this;
    }
  }

  @RegisterForReflection
  record IdRow(UUID id) {}
}
