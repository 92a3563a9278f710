package dev.turnpike.backend.identity;

/** The parts of the control plane; each has its own credential and its own way to say no. */
enum Area {
  PORTAL,
  ADMIN,
  MANAGEMENT,
  WEBHOOKS;

  /** The part that a path belongs to; it begins with a slash. */
  static Area of(String path) {
    if (isUnder(path, "/manage")) {
      return MANAGEMENT;
    }
    if (isUnder(path, "/webhooks")) {
      return WEBHOOKS;
    }
    return isUnder(path, "/admin") ? ADMIN : PORTAL;
  }

  private static boolean isUnder(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }

  /** Whether people look at it in a browser. */
  boolean hasPages() {
    return this == PORTAL || this == ADMIN;
  }
}
