package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.snapshot.Replays;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that its client may repeat: the body it was asked with, and a copy of its answer as far as
 * one is kept. It goes on when its client leaves, for the client will ask again.
 */
final class Repeatable {
  private final Replays.Attempt attempt;
  private final Buffer asked;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private int status;
  private @Nullable Buffer answer = Buffer.buffer();
  private boolean over;

  Repeatable(Replays.Attempt attempt, Buffer asked) {
    this.attempt = attempt;
    this.asked = asked;
  }

  Replays.Attempt attempt() {
    return attempt;
  }

  /** The whole body of the request. */
  Buffer asked() {
    return asked;
  }

  /** What the client gets of the origin's head; what we add is said anew each time. */
  void begins(HttpClientResponse head) {
    status = head.statusCode();
    MultiMap passed = MultiMap.caseInsensitiveMultiMap();
    OriginAnswer.copy(head.headers(), passed);
    passed.forEach(header -> headers.add(Map.entry(header.getKey(), header.getValue())));
    String type = head.getHeader("Content-Type");
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
      answer = null;
    }
  }

  void copy(Buffer data) {
    Buffer sofar = answer;
    if (sofar != null) {
      answer =
          sofar.length() + data.length() > Replays.MOST_BYTES ? null : sofar.appendBuffer(data);
    }
  }

  /** What can be kept of the whole answer; null when it was too large, or a stream. */
  Replays.@Nullable Answer answer() {
    Buffer whole = answer;
    return whole == null ? null : new Replays.Answer(status, headers, whole.getBytes());
  }

  /** Whether what came of it is settled, here or by the lock's end. */
  boolean isOver() {
    return over;
  }

  void isOver(boolean settled) {
    over = settled;
  }
}
