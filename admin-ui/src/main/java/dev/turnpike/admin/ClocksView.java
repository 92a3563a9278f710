package dev.turnpike.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a publisher's accounts, and what was put off.
 *
 * @param mayMove whether this visitor may move one
 */
record ClocksView(
    String tenant,
    Shown<Line> lines,
    List<PutOffLine> putOff,
    boolean mayMove,
    @Nullable String said,
    @Nullable String error) {
  record Line(
      String account, String consumer, Instant now, String zone, boolean moved, boolean movable) {}

  record PutOffLine(String kind, Instant due, String why, int attempts, @Nullable Instant again) {}
}
