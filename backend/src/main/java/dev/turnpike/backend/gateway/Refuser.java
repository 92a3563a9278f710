package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Problems;
import dev.turnpike.tenants.decision.Refusal;
import dev.turnpike.tenants.decision.Refusals;
import dev.turnpike.tenants.snapshot.Key;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Turns a denial into HTTP; the one place where a refusal is written. */
final class Refuser {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Refusals refusals;
  private final RefusalRates rates;

  Refuser(Refusals refusals, RefusalRates rates) {
    this.refusals = refusals;
    this.rates = rates;
  }

  Future<Void> refuse(Exchange exchange, Deny deny) {
    return refuse(exchange, deny, List.of());
  }

  /** With each place of the request that is wrong. */
  Future<Void> refuse(Exchange exchange, Deny deny, List<Problems.Invalid> errors) {
    Deny told = tamed(exchange, deny);
    Refusal refusal = refusals.render(told, errors, asked(exchange));
    exchange.refused(told, refusal);
    HttpServerResponse response = exchange.response();
    MultiMap headers = response.headers();
    headers.clear();
    for (Map.Entry<String, String> header : refusal.headers()) {
      headers.add(header.getKey(), header.getValue());
    }
    Cors.expose(exchange);
    response.setStatusCode(refusal.status());
    Buffer body = Buffer.buffer(refusal.body());
    return leavesTheConnectionUnsure(told.code()) ? exchange.endAndClose(body) : exchange.end(body);
  }

  private static Refusals.Asked asked(Exchange exchange) {
    return new Refusals.Asked(
        exchange.id(),
        exchange.at(),
        exchange.request().method().name(),
        exchange.loggedPath(),
        exchange.headers().get("accept"));
  }

  /** Where a request ends was not agreed on: nothing after it on the connection can be trusted. */
  private static boolean leavesTheConnectionUnsure(Code code) {
    return switch (code) {
      case REQUEST_MALFORMED, URI_TOO_LONG, HEADERS_TOO_LARGE, BODY_TOO_LARGE, UNSUPPORTED -> true;
      default -> false;
    };
  }

  private Deny tamed(Exchange exchange, Deny deny) {
    Key key = deny.who().key();
    if (key == null || !rates.exceeded(key.id(), exchange.at())) {
      return deny;
    }
    return Deny.of(
            Code.RATE_LIMITED,
            "This key's calls are being refused too often. Wait a second before the next.",
            deny.who())
        .retryAfter(PAUSE);
  }
}
