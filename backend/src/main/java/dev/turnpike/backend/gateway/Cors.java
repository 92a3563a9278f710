package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.snapshot.Route;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

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

  /** By an API's own rules, where it has some and is nobody's secret. */
  static Future<Void> answerPreflight(Exchange exchange, Route.@Nullable Cors rules) {
    if (rules == null) {
      return answerPreflight(exchange);
    }
    MultiMap asked = exchange.headers();
    HttpServerResponse response =
        exchange
            .response()
            .setStatusCode(204)
            .putHeader("X-Request-Id", exchange.id().toString())
            .putHeader(
                "Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    boolean allowed = allow(rules, asked.get("origin"), response.headers());
    if (allowed) {
      response.putHeader("Access-Control-Max-Age", Integer.toString(rules.maxAgeSeconds()));
      response.putHeader(
          "Access-Control-Allow-Methods",
          rules.methods().isEmpty()
              ? asked.get("access-control-request-method")
              : String.join(", ", rules.methods()));
      String headers = asked.get("access-control-request-headers");
      if (!rules.headers().isEmpty()) {
        response.putHeader("Access-Control-Allow-Headers", String.join(", ", rules.headers()));
      } else if (headers != null) {
        response.putHeader("Access-Control-Allow-Headers", headers);
      }
    }
    exchange.trace().noted("preflight", allowed ? "answered" : "refused", "by the API's rules");
    return exchange.end(Buffer.buffer());
  }

  /** Whether the site is one of those that the rules name; then the headers say so. */
  private static boolean allow(Route.Cors rules, String origin, MultiMap headers) {
    if (!rules.allows(origin)) {
      return false;
    }
    headers.set("Access-Control-Allow-Origin", rules.any() ? "*" : origin);
    if (rules.credentials()) {
      headers.set("Access-Control-Allow-Credentials", "true");
    }
    return true;
  }

  private static Future<Void> answerPreflight(Exchange exchange) {
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

  /** The API's rules take the place of its origin's. */
  private static void expose(Route.Cors rules, @Nullable String origin, MultiMap headers) {
    headers.remove("Access-Control-Allow-Origin");
    headers.remove("Access-Control-Allow-Credentials");
    headers.remove("Access-Control-Expose-Headers");
    headers.add("Vary", "Origin");
    if (origin != null && allow(rules, origin, headers)) {
      headers.set("Access-Control-Expose-Headers", EXPOSED);
    }
  }

  /** Lets a script read the answer, unless the origin has its own rules. */
  static void expose(Exchange exchange) {
    MultiMap headers = exchange.response().headers();
    Route.Cors rules = exchange.route().cors();
    if (rules != null) {
      expose(rules, exchange.headers().get("origin"), headers);
      return;
    }
    if (exchange.headers().contains("origin") && !headers.contains("access-control-allow-origin")) {
      headers.set("Access-Control-Allow-Origin", "*");
      headers.set("Access-Control-Expose-Headers", EXPOSED);
    }
  }
}
