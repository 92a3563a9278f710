package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Code;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What an origin's head, or its absence, means for the call. */
final class OriginAnswers {
  private static final int PAYMENT_REQUIRED = 402;
  private static final int FIRST_FINAL_STATUS = 200;
  private static final int LAST_STATUS = 599;

  static final String BROKE_OFF = "The API's server broke the connection off.";

  static final Outcome OVERLOADED =
      new Outcome.Failed(Code.OVERLOADED, "Too many calls to this API are in flight.");

  private static final Logger LOG = Logger.getLogger(OriginAnswers.class);

  private OriginAnswers() {}

  static Outcome unreachable(Exchange exchange) {
    return exchange.isAbandoned()
        ? new Outcome.ClientGone()
        : new Outcome.Failed(Code.ORIGIN_UNREACHABLE, "The API's server cannot be reached.");
  }

  static Outcome outcome(Exchange exchange, AsyncResult<HttpClientResponse> answer) {
    if (exchange.isAbandoned()) {
      return new Outcome.ClientGone();
    }
    if (exchange.bodyTooLarge()) {
      return new Outcome.BodyTooLarge();
    }
    return answer.succeeded() ? judged(exchange, answer.result()) : failed(answer.cause());
  }

  /** In a word, for the trace. */
  static String word(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return "did not answer in time";
    }
    return isReset(cause) ? "broke the connection off" : "did not answer in HTTP";
  }

  /** What broke is told by the call's own future; unheard it would be logged a second time. */
  static void ignore(Throwable broken) {
    LOG.debug("an origin's connection broke", broken);
  }

  private static Outcome judged(Exchange exchange, HttpClientResponse head) {
    int status = head.statusCode();
    if (status == PAYMENT_REQUIRED) {
      abandon(head);
      return new Outcome.Failed(
          Code.ORIGIN_BILLING, "The API's own supplier asks its publisher for payment.");
    }
    if (status < FIRST_FINAL_STATUS || status > LAST_STATUS || hasTwoLengths(head)) {
      abandon(head);
      return invalid();
    }
    if (isTooLong(exchange, head.getHeader("content-length"))) {
      abandon(head);
      return new Outcome.Failed(
          Code.ORIGIN_INVALID, "The API's server answered more than this API lets through.");
    }
    return new Outcome.Answered(head);
  }

  private static boolean isTooLong(Exchange exchange, @Nullable String length) {
    long most = exchange.route().bodies().response();
    if (most == Long.MAX_VALUE || length == null || !length.matches("[0-9]{1,18}")) {
      return false;
    }
    return Long.parseLong(length) > most;
  }

  private static void abandon(HttpClientResponse head) {
    head.exceptionHandler(OriginAnswers::ignore);
    head.request().reset();
  }

  private static boolean hasTwoLengths(HttpClientResponse head) {
    return head.headers().getAll("content-length").size() > 1;
  }

  private static Outcome invalid() {
    return new Outcome.Failed(Code.ORIGIN_INVALID, "The API's server did not answer in HTTP.");
  }

  /** A timeout is not a reset, and neither is an answer that cannot be read. */
  private static Outcome failed(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return new Outcome.Failed(Code.ORIGIN_TIMEOUT, "The API's server did not answer in time.");
    }
    return isReset(cause) ? new Outcome.Failed(Code.ORIGIN_RESET, BROKE_OFF) : invalid();
  }

  /** The connection ended, rather than that something came which cannot be read. */
  static boolean isReset(Throwable cause) {
    return cause instanceof HttpClosedException
        || cause instanceof StreamResetException
        || (cause instanceof IOException && !(cause.getCause() instanceof DecoderException));
  }
}
