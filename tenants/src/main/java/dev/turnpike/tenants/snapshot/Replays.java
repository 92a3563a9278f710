package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers of calls with an {@code Idempotency-Key}, for 24 hours. Of calls with one key exactly
 * one begins, on whichever node; the others get its answer or are told to wait.
 *
 * <p>A failed future means that nobody can tell whether the call was made before: it must not be
 * forwarded.
 */
public interface Replays {
  /** An answer with a longer body is not kept. */
  int MOST_BYTES = 256 * 1024;

  /** Takes the key for this attempt, or tells what came of the one that has it. */
  Future<Start> begin(Attempt attempt);

  /** The attempt was served; with null, by an answer that cannot be kept. */
  Future<Void> served(Attempt attempt, @Nullable Answer answer);

  /** The attempt came to nothing and cost nothing: the key is free. */
  Future<Void> forget(Attempt attempt);

  /** What a key counts for: one application's use of one route. */
  record Scope(ApplicationId application, ApiId api, String operation, String key) {}

  /**
   * A call that carries a key.
   *
   * @param body SHA-256 of what was asked: method, target and body
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by sameBody only
  record Attempt(
      Scope scope,
      TenantId publisher,
      TenantId consumer,
      RequestId request,
      byte[] body,
      Instant at) {
    public boolean sameBody(Attempt other) {
      return Arrays.equals(body, other.body);
    }
  }

  /** What a client got of the origin's answer. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    public Answer {
      headers = List.copyOf(headers);
    }
  }

  /** What the key is good for. */
  sealed interface Start {
    /** The call may be made, by this attempt alone. */
    record Begun() implements Start {}

    /** Another attempt is being made. */
    record Running() implements Start {}

    /** The key belongs to another request. */
    record Mismatch() implements Start {}

    /** The call was made and its answer is here. */
    record Replay(RequestId first, Answer answer) implements Start {}

    /** The call was made, but its answer is not kept. */
    record Gone(RequestId first) implements Start {}
  }
}
