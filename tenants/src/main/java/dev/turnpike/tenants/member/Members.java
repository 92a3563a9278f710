package dev.turnpike.tenants.member;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Seats in a tenant: changed, taken away, given up; in force with the member's next request. A
 * tenant always keeps an owner, also when two leave at once, and nobody becomes an operator here.
 */
@ApplicationScoped
public class Members {
  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;

  Members(Tenancy tenancy, Rows rows, Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
  }

  /** Gives a member these roles instead of those held; a role of the platform's stays. */
  public Uni<MemberAnswer> change(Acting acting, PersonId person, Collection<Role> roles) {
    acting.require(Permission.MANAGE_MEMBERS);
    Set<Role> wished = assignable(roles);
    if (wished.isEmpty()) {
      return Uni.createFrom().item(new MemberAnswer.Invalid("roles"));
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            held(session, acting, person)
                .chain(
                    held -> {
                      if (held.isEmpty()) {
                        return Uni.createFrom().item(new MemberAnswer.Unknown());
                      }
                      Held was = held.get();
                      boolean concernsOwner = was.owns() || wished.contains(Role.OWNER);
                      if (concernsOwner && !acting.roles().contains(Role.OWNER)) {
                        return Uni.createFrom().item(new MemberAnswer.OwnersOnly());
                      }
                      if (was.owns() && !wished.contains(Role.OWNER) && was.otherOwners() == 0) {
                        return Uni.createFrom().item(new MemberAnswer.LastOwner());
                      }
                      return write(session, acting, person, was, wished);
                    }));
  }

  /** Takes a member's seat away. */
  public Uni<MemberAnswer> remove(Acting acting, PersonId person) {
    acting.require(Permission.MANAGE_MEMBERS);
    return tenancy.as(
        acting.tenant(),
        session ->
            held(session, acting, person)
                .chain(
                    held ->
                        held.isPresent()
                                && held.get().owns()
                                && !acting.roles().contains(Role.OWNER)
                            ? Uni.createFrom().item(new MemberAnswer.OwnersOnly())
                            : delete(session, acting, person, held, "member.removed")));
  }

  /** Gives the own seat up. */
  public Uni<MemberAnswer> leave(Acting acting) {
    return tenancy.as(
        acting.tenant(),
        session ->
            held(session, acting, acting.person())
                .chain(held -> delete(session, acting, acting.person(), held, "member.left")));
  }

  /** Roles that can be given: the platform's cannot. */
  static Set<Role> assignable(Collection<Role> roles) {
    EnumSet<Role> found = EnumSet.noneOf(Role.class);
    found.addAll(roles);
    found.remove(Role.OPERATOR);
    return found;
  }

  static String words(Collection<Role> roles) {
    return roles.stream().map(Role::word).sorted().collect(Collectors.joining(","));
  }

  /** Locks every seat of the tenant, so that two owners do not leave together. */
  private Uni<Optional<Held>> held(Mutiny.Session session, Acting acting, PersonId person) {
    return rows.list(
            session,
            Locked.class,
            "select m.person_id from membership m where m.tenant_id = :tenant for update",
            Map.of("tenant", acting.tenant().value()))
        .chain(
            () ->
                rows.first(
                    session,
                    Held.class,
                    "select m.roles, (select count(*) from membership o where o.tenant_id ="
                        + " m.tenant_id and o.person_id <> m.person_id and 'owner' ="
                        + " any (o.roles)) as other_owners from membership m"
                        + " where m.tenant_id = :tenant and m.person_id = :person",
                    Map.of("tenant", acting.tenant().value(), "person", person.value())));
  }

  private Uni<MemberAnswer> write(
      Mutiny.Session session, Acting acting, PersonId person, Held was, Set<Role> wished) {
    String kept = was.roles().contains("operator") ? ",operator" : "";
    return rows.change(
            session,
            "update membership set roles = string_to_array(:roles, ',')"
                + " where tenant_id = :tenant and person_id = :person",
            Map.of(
                "roles",
                words(wished) + kept,
                "tenant",
                acting.tenant().value(),
                "person",
                person.value()))
        .chain(
            () ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    "member.roles_changed",
                    "person",
                    person.toString(),
                    Map.of("from", was.roles(), "to", List.of(words(wished).split(",", -1)))))
        .replaceWith(new MemberAnswer.Done());
  }

  private Uni<MemberAnswer> delete(
      Mutiny.Session session, Acting acting, PersonId person, Optional<Held> held, String action) {
    if (held.isEmpty()) {
      return Uni.createFrom().item(new MemberAnswer.Unknown());
    }
    if (held.get().owns() && held.get().otherOwners() == 0) {
      return Uni.createFrom().item(new MemberAnswer.LastOwner());
    }
    return audit
        .note(
            session,
            acting.tenant(),
            acting.person(),
            action,
            "person",
            person.toString(),
            Map.of("roles", held.get().roles()))
        .chain(
            () ->
                rows.change(
                    session,
                    "delete from membership where tenant_id = :tenant and person_id = :person",
                    Map.of("tenant", acting.tenant().value(), "person", person.value())))
        .replaceWith(new MemberAnswer.Done());
  }

  @RegisterForReflection
  record Locked(UUID personId) {}

  @RegisterForReflection
  record Held(List<String> roles, long otherOwners) {
    boolean owns() {
      return roles.contains("owner");
    }
  }
}
