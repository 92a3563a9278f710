package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person beside one of their memberships, as {@code person_with_memberships} answers. */
@RegisterForReflection
record PersonRow(
    UUID personId,
    String email,
    String name,
    @Nullable UUID tenantId,
    @Nullable String slug,
    @Nullable String tenantName,
    @Nullable Boolean publishes,
    @Nullable List<String> roles) {

  static Optional<Visitor> toVisitor(List<PersonRow> rows) {
    return rows.stream()
        .findFirst()
        .map(
            first ->
                new Visitor(
                    new PersonId(first.personId),
                    first.email,
                    first.name,
                    rows.stream().flatMap(row -> row.membership().stream()).toList()));
  }

  private Optional<Membership> membership() {
    if (tenantId == null || slug == null || tenantName == null || roles == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Membership(
            new TenantId(tenantId),
            slug,
            tenantName,
            Boolean.TRUE.equals(publishes),
            Role.ofWords(roles)));
  }
}
