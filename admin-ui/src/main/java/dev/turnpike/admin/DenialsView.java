package dev.turnpike.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a publisher's refused calls.
 *
 * @param older the address of the next page; null on the last
 * @param filtered whether a filter hides something
 */
record DenialsView(
    String tenant,
    List<Choice> codes,
    List<Choice> consumers,
    boolean filtered,
    boolean firstPage,
    List<Line> lines,
    @Nullable String older) {

  /** One option of a filter. */
  record Choice(String value, String label, boolean chosen) {}

  record Line(
      String href,
      String method,
      String path,
      int status,
      String code,
      String title,
      String consumer,
      String application,
      long times,
      Instant last) {}
}
