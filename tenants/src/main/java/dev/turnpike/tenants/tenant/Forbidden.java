package dev.turnpike.tenants.tenant;

/**
 * A member asked for what none of their roles allows: 403. An exception, so that no caller can
 * forget to look at the answer; nothing was changed.
 */
public final class Forbidden extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Permission permission;

  public Forbidden(Permission permission) {
    super(permission.name(), null, false, false);
    this.permission = permission;
  }

  public Permission permission() {
    return permission;
  }
}
