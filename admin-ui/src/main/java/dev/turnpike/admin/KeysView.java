package dev.turnpike.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls the publisher's APIs with which keys, and who is shut out.
 *
 * @param start the address of the first page
 * @param older the address of the next page; null on the last
 */
record KeysView(
    String tenant,
    String text,
    List<Choice> states,
    String consumer,
    boolean filtered,
    boolean firstPage,
    String start,
    List<Line> lines,
    @Nullable String older,
    boolean mayBlock,
    boolean justDone,
    boolean reasonMissing) {

  /**
   * One subscription.
   *
   * @param slug of the consumer
   * @param blocked with {@code reason} why
   */
  record Line(
      String id,
      String slug,
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
