package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.catalog.StepTerms;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's right to decide a step: by a role of their own, or in the name of a member who is away
 * and has it.
 *
 * @param onBehalfOf null: in their own name
 */
record Voice(@Nullable PersonId onBehalfOf) {

  /** Who decides a step: the role it names, owners and admins, and whom it was escalated to. */
  static Set<Role> deciders(StepTerms terms, boolean escalated) {
    Set<Role> roles = EnumSet.of(Role.OWNER, Role.ADMIN, Role.of(terms.decider()));
    if (escalated) {
      roles.add(Role.of(terms.escalatesTo()));
    }
    return roles;
  }

  static String words(Collection<Role> roles) {
    return roles.stream().map(Role::word).sorted().collect(Collectors.joining(","));
  }

  @RegisterForReflection
  record Away(UUID personId) {}

  /** Empty when neither a role nor somebody who is away lets them decide. */
  static Uni<Optional<Voice>> of(
      Rows rows, Mutiny.Session session, Acting acting, Set<Role> deciders, Instant now) {
    if (acting.roles().stream().anyMatch(deciders::contains)) {
      return Uni.createFrom().item(Optional.of(new Voice(null)));
    }
    return rows.first(
            session,
            Away.class,
            """
            select d.person_id from delegation d
            join membership m on m.tenant_id = d.tenant_id and m.person_id = d.person_id
            where d.tenant_id = :tenant and d.to_person_id = :person and d.ended_at is null
              and d.from_at <= cast(:now as timestamptz) and d.until_at > cast(:now as timestamptz)
              and m.roles && string_to_array(cast(:roles as text), ',')
            order by d.id limit 1
            """,
            Map.of(
                "tenant", acting.tenant().value(),
                "person", acting.person().value(),
                "now", now,
                "roles", words(deciders)))
        .map(found -> found.map(away -> new Voice(new PersonId(away.personId()))));
  }

  /** Their own request, that of whom they speak for, or one for which they could ask as well. */
  boolean isOwn(Acting acting, Subscribed request) {
    PersonId asked = request.requestedBy();
    return isOfBothSides(acting, request)
        || acting.person().equals(asked)
        || (onBehalfOf != null && Objects.equals(onBehalfOf, asked));
  }

  static boolean isOfBothSides(Acting acting, Subscribed request) {
    TenantId publisher = request.publisher().tenant();
    TenantId consumer = request.consumer().tenant();
    TenantId other = acting.tenant().equals(publisher) ? consumer : publisher;
    return !consumer.equals(publisher)
        && acting.visitor().memberships().stream()
            .anyMatch(membership -> membership.tenant().equals(other));
  }

  @RegisterForReflection
  record Count(long members) {}

  /** Whether nobody else could decide, as the tenant has one member. */
  static Uni<Boolean> isAlone(Rows rows, Mutiny.Session session, Acting acting) {
    return rows.first(
            session,
            Count.class,
            "select count(*) as members from membership where tenant_id = :tenant",
            Map.of("tenant", acting.tenant().value()))
        .map(found -> found.orElseThrow().members() == 1);
  }
}
