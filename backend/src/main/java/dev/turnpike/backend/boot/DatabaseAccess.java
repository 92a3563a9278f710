package dev.turnpike.backend.boot;

import java.util.Map;

/**
 * Where the database is and the passwords of the four roles that use it. The names of three roles
 * are fixed by the first migration; the owner's is the operator's choice.
 *
 * @param url {@code postgresql://host:port/database}, understood by both drivers
 */
record DatabaseAccess(
    String url,
    String ownerUser,
    String ownerPassword,
    String appPassword,
    String gatePassword,
    String jobsPassword) {

  /** The keys that {@code application.properties} builds its datasources from. */
  Map<String, String> properties() {
    return Map.of(
        "turnpike.database.url", url,
        "turnpike.database.owner-user", ownerUser,
        "turnpike.database.owner-password", ownerPassword,
        "turnpike.database.app-password", appPassword,
        "turnpike.database.gate-password", gatePassword,
        "turnpike.database.jobs-password", jobsPassword);
  }

  @Override
  public String toString() {
    return "DatabaseAccess[" + ownerUser + " at " + url + "]";
  }
}
