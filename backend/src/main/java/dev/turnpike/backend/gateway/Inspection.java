package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.decision.Problems;
import dev.turnpike.tenants.kernel.schema.Violation;
import dev.turnpike.tenants.snapshot.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body where its route has a schema for it, and says what is wrong with it. A
 * body is in memory only here, and at most so many bytes of it; a long one is not read through on
 * the event loop.
 */
final class Inspection {
  /** Where a schema is to be met, a body is no longer. */
  static final int MOST_BYTES = 1024 * 1024;

  private static final int BYTES_ON_THE_LOOP = 64 * 1024;

  private Inspection() {}

  /** What was found. */
  sealed interface Finding {
    record Fine() implements Finding {}

    record Wrong(Deny deny, List<Problems.Invalid> places) implements Finding {}

    /** The client left while it sent. */
    record Gone() implements Finding {}
  }

  static Future<Finding> of(Exchange exchange, Grant grant, Route.Validation rules) {
    if (exchange.buffered() != null || !exchange.hasBody()) {
      return judge(exchange, grant, rules, exchange.buffered());
    }
    if (exchange.expectsContinue()) {
      exchange.response().writeContinue();
    }
    Collected body = new Collected(MOST_BYTES);
    return exchange
        .request()
        .pipe()
        .endOnFailure(false)
        .to(body)
        .transform(
            read -> {
              if (read.succeeded()) {
                exchange.buffers(body.whole());
                return judge(exchange, grant, rules, body.whole());
              }
              return Future.succeededFuture(body.isTooLong() ? tooLong(grant) : new Finding.Gone());
            });
  }

  private static Future<Finding> judge(
      Exchange exchange, Grant grant, Route.Validation rules, @Nullable Buffer body) {
    byte[] bytes = body == null ? new byte[0] : body.getBytes();
    if (bytes.length > 0 && !isJson(exchange.headers().get("content-type"))) {
      return Future.succeededFuture(
          wrong(exchange, grant, List.of(new Violation("", "is not sent as application/json"))));
    }
    if (bytes.length <= BYTES_ON_THE_LOOP) {
      return Future.succeededFuture(wrong(exchange, grant, rules.violations(bytes)));
    }
    return exchange.here(
        Vertx.currentContext()
            .owner()
            .executeBlocking(() -> rules.violations(bytes), false)
            .map(found -> wrong(exchange, grant, found)));
  }

  private static boolean isJson(@Nullable String type) {
    if (type == null) {
      return false;
    }
    int end = type.indexOf(';');
    String plain = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return plain.equals("application/json") || plain.endsWith("+json");
  }

  private static Finding wrong(Exchange exchange, Grant grant, List<Violation> found) {
    if (found.isEmpty()) {
      exchange.trace().passed("inspect", "the body fits its schema", policyOf(grant));
      return new Finding.Fine();
    }
    exchange.trace().refused("inspect", found.size() + " places are wrong", policyOf(grant));
    Violation first = found.getFirst();
    String where = first.pointer().isEmpty() ? "The body" : first.pointer();
    return new Finding.Wrong(
        Deny.of(
            Code.REQUEST_INVALID,
            "The request does not fit the API's document: " + where + " " + first.detail() + ".",
            Deny.Who.of(grant)),
        found.stream().map(v -> new Problems.Invalid(v.pointer(), v.detail())).toList());
  }

  private static Finding tooLong(Grant grant) {
    return new Finding.Wrong(
        Deny.of(
            Code.BODY_TOO_LARGE,
            "A body that is held against the API's document has at most " + MOST_BYTES + " bytes.",
            Deny.Who.of(grant)),
        List.of());
  }

  private static String policyOf(Grant grant) {
    return "API " + grant.api().slug() + ", " + grant.operation().id();
  }
}
