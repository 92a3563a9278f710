package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.route.AnswerStore;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** An answer copied as it passes; given up when it turns out too long to be kept. */
final class Copied {
  private @Nullable Buffer body = Buffer.buffer();

  void copy(Buffer data) {
    Buffer sofar = body;
    if (sofar != null) {
      body =
          sofar.length() + data.length() > AnswerStore.LONGEST_BYTES
              ? null
              : sofar.appendBuffer(data);
    }
  }

  /** Null when it was too long. */
  @Nullable Buffer body() {
    return body;
  }
}
