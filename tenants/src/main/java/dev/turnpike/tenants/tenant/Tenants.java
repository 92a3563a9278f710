package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenants and their members. */
@ApplicationScoped
public class Tenants {
  private static final int MOST_LISTED = 500;

  private static final String COLUMNS =
      "select id, slug, name, publishes, support_email, support_url,"
          + " suspended_at is not null as suspended, brand_accent as accent,"
          + " left(md5(brand_logo), 12) as logo from tenant";

  private final Tenancy tenancy;
  private final Rows rows;

  Tenants(Tenancy tenancy, Rows rows) {
    this.tenancy = tenancy;
    this.rows = rows;
  }

  /**
   * The publisher of that slug; empty for a tenant that only consumes: strangers may not know it.
   */
  public Uni<Optional<Tenant>> publisher(String slug) {
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    TenantRow.class,
                    COLUMNS + " where slug = :slug and publishes",
                    Map.of("slug", slug)))
        .map(found -> found.map(TenantRow::toTenant));
  }

  /** Every publisher, by name. */
  public Uni<List<Tenant>> publishers() {
    return tenancy
        .asNobody(
            session ->
                rows.list(
                    session,
                    TenantRow.class,
                    COLUMNS + " where publishes order by name, slug limit :most",
                    Map.of("most", MOST_LISTED)))
        .map(found -> found.stream().map(TenantRow::toTenant).toList());
  }

  /** The own tenant, whatever its part. */
  public Uni<Tenant> own(Acting acting) {
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(
                    session,
                    TenantRow.class,
                    COLUMNS + " where id = :id",
                    Map.of("id", acting.tenant().value())))
        .map(found -> found.orElseThrow().toTenant());
  }

  /** The own tenant's people, by name. */
  public Uni<List<Member>> members(Acting acting) {
    acting.require(Permission.SEE_MEMBERS);
    return list(acting);
  }

  /** Whom to ask for what one may not do oneself: any member may know. */
  public Uni<List<Member>> whoMay(Acting acting, Permission permission) {
    acting.require(Permission.SEE);
    return list(acting)
        .map(
            people ->
                people.stream().filter(member -> permission.isGivenTo(member.roles())).toList());
  }

  private Uni<List<Member>> list(Acting acting) {
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    MemberRow.class,
                    "select p.id, p.email, p.name, m.roles from membership m"
                        + " join person p on p.id = m.person_id order by p.name, p.id limit :most",
                    Map.of("most", MOST_LISTED)))
        .map(found -> found.stream().map(MemberRow::toMember).toList());
  }

  @RegisterForReflection
  record TenantRow(
      UUID id,
      String slug,
      String name,
      boolean publishes,
      @Nullable String supportEmail,
      @Nullable String supportUrl,
      boolean suspended,
      @Nullable String accent,
      @Nullable String logo) {
    Tenant toTenant() {
      return new Tenant(
          new TenantId(id),
          slug,
          name,
          publishes,
          supportEmail,
          supportUrl,
          suspended,
          accent,
          logo);
    }
  }

  @RegisterForReflection
  record MemberRow(UUID id, String email, String name, List<String> roles) {
    Member toMember() {
      return new Member(new PersonId(id), email, name, Role.ofWords(roles));
    }
  }
}
