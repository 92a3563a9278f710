package dev.turnpike.backend.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Cross-origin calls. Every site may call: what protects an API is its key, which a browser never
 * adds by itself. A preflight carries no credential, so it is answered before any is looked for,
 * free of charge, and in the same way whether the API exists or not.
 */
final class Cors {
  private static final String MAX_AGE_SECONDS = "600";

  /** What scripts may read of our answers. */
  private static final String EXPOSED =
      "Billing-State, Idempotent-Replayed, Link, RateLimit, RateLimit-Policy, Retry-After,"
          + " Turnpike-Balance, Turnpike-Cost, Turnpike-Cost-Estimate, WWW-Authenticate,"
          + " X-Request-Id, x-should-retry";

  private Cors() {}

  static boolean isPreflight(HttpServerRequest request) {
    return HttpMethod.OPTIONS.equals(request.method())
        && request.headers().contains("origin")
        && request.headers().contains("access-control-request-method");
  }

  static Future<Void> answerPreflight(Exchange exchange) {
    MultiMap asked = exchange.headers();
    HttpServerResponse response = exchange.response();
    response
        .setStatusCode(204)
        .putHeader("X-Request-Id", exchange.id().toString())
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Access-Control-Allow-Methods", asked.get("access-control-request-method"))
        .putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS)
        .putHeader("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
    String headers = asked.get("access-control-request-headers");
    if (headers != null) {
      response.putHeader("Access-Control-Allow-Headers", headers);
    }
    exchange.trace().noted("preflight", "answered", "before any credential");
    return exchange.end(Buffer.buffer());
  }

  /** Lets a script read the answer, unless the origin has its own rules. */
  static void expose(Exchange exchange) {
    MultiMap headers = exchange.response().headers();
    if (exchange.headers().contains("origin") && !headers.contains("access-control-allow-origin")) {
      headers.set("Access-Control-Allow-Origin", "*");
      headers.set("Access-Control-Expose-Headers", EXPOSED);
    }
  }
}
