package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Code;
import io.vertx.core.http.HttpClientResponse;

/** What came of forwarding a call. Never a {@code Decision}: the call was allowed. */
sealed interface Outcome {
  /** The origin's answer begins; its body waits to be read. */
  record Answered(HttpClientResponse head) implements Outcome {}

  /** The origin gave no answer that can be passed on. */
  record Failed(Code code, String detail) implements Outcome {}

  /** The request's body turned out longer than is allowed. */
  record BodyTooLarge() implements Outcome {}

  /** Nobody is left to answer. */
  record ClientGone() implements Outcome {}
}
