package dev.turnpike.admin;

import java.time.Instant;
import java.util.List;

/** Who calls the publisher's APIs with which keys, and who is shut out. */
record KeysView(
    String tenant, List<Line> lines, boolean mayBlock, boolean justDone, boolean reasonMissing) {

  /**
   * One subscription.
   *
   * @param blocked with {@code reason} why
   */
  record Line(
      String id,
      String consumer,
      String application,
      String product,
      String plan,
      StateView state,
      boolean blocked,
      String reason,
      boolean live,
      List<KeyLine> keys) {}

  /** {@code start} is the part of the key that is no secret. */
  record KeyLine(String start, long calls, long refused, Instant last) {}
}
