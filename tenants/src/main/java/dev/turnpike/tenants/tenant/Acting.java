package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.TenantId;
import java.util.Set;

/**
 * A person acting for one of their tenants. Holding one proves the membership; what the roles allow
 * is asked of each action by {@link #require}.
 */
public final class Acting {
  private final Visitor visitor;
  private final Membership membership;

  Acting(Visitor visitor, Membership membership) {
    this.visitor = visitor;
    this.membership = membership;
  }

  public Visitor visitor() {
    return visitor;
  }

  public PersonId person() {
    return visitor.person();
  }

  public TenantId tenant() {
    return membership.tenant();
  }

  public String slug() {
    return membership.slug();
  }

  public String tenantName() {
    return membership.name();
  }

  public boolean publishes() {
    return membership.publishes();
  }

  public Set<Role> roles() {
    return membership.roles();
  }

  public boolean may(Permission permission) {
    return permission.isGivenTo(membership.roles());
  }

  /** This, if a role allows it; throws {@link Forbidden}, which every surface answers with 403. */
  public Acting require(Permission permission) {
    if (!may(permission)) {
      throw new Forbidden(permission);
    }
    return this;
  }

  @Override
  public String toString() {
    return visitor.person() + " for " + membership.slug();
  }
}
