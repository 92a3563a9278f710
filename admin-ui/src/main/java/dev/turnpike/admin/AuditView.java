package dev.turnpike.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a tenant's audit trail.
 *
 * @param older the address of the next page; null on the last
 * @param csv the address of the same events as a table for spreadsheets
 */
record AuditView(
    String tenant,
    String text,
    List<Choice> kinds,
    List<Choice> people,
    String from,
    String to,
    boolean filtered,
    boolean firstPage,
    List<Line> lines,
    @Nullable String older,
    String csv) {

  /**
   * One event.
   *
   * @param who the name; null when the platform acted
   * @param gone whether the person left or was erased: {@code who} is then their id
   */
  record Line(
      Instant at,
      String action,
      String kind,
      String subject,
      @Nullable String who,
      boolean gone,
      List<Fact> facts) {}

  record Fact(String name, String value) {}
}
