package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.route.AnswerStore;
import dev.turnpike.backend.gateway.route.Rewriting;
import dev.turnpike.tenants.decision.Grant;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers out of this node's memory and into it, where a route wants that. */
final class Keeping {
  private static final int LAST_SUCCESS = 399;

  private final AnswerStore store;
  private final Exchanges exchanges;

  Keeping(AnswerStore store, Exchanges exchanges) {
    this.store = store;
    this.exchanges = exchanges;
  }

  /** The answer, if it is kept, fresh, this consumer's, and taken by the caller. */
  Optional<AnswerStore.Kept> find(Exchange exchange, Grant grant) {
    if (grant.operation().route().cache() == null
        || !HttpMethod.GET.equals(exchange.request().method())) {
      return Optional.empty();
    }
    Instant now = exchanges.now();
    Optional<AnswerStore.Kept> kept =
        store.find(grant, exchange.target().path(), query(exchange), exchange.headers(), now);
    exchange
        .trace()
        .noted(
            "cache",
            kept.isPresent() ? "hit" : "miss",
            kept.map(answer -> answer.age(now) + " seconds old").orElse("asked of the origin"));
    return kept;
  }

  /** The kept answer's head. */
  int write(Exchange exchange, AnswerStore.Kept kept) {
    int status = kept.isKnown(exchange.headers()) ? 304 : kept.status();
    MultiMap headers = exchange.response().setStatusCode(status).headers();
    for (Map.Entry<String, String> header : kept.headers()) {
      headers.add(header.getKey(), header.getValue());
    }
    if (status == 304) {
      // What the whole answer would be long (RFC 9110 §8.6); nothing follows.
      headers.set("Content-Length", Integer.toString(kept.body().length()));
    }
    headers.set("Age", Long.toString(kept.age(exchanges.now())));
    return status;
  }

  /** An answer begins that may be worth keeping. */
  void begin(Exchange exchange, Grant grant, HttpClientResponse head) {
    if (grant.operation().route().cache() != null
        && HttpMethod.GET.equals(exchange.request().method())
        && store.wants(grant, head.statusCode(), exchange.headers(), head.headers())) {
      exchange.copiesTo(new Copied());
    }
  }

  /** An answer was passed on whole. */
  void end(Exchange exchange, Grant grant, HttpClientResponse head) {
    String path = exchange.target().path();
    Copied copied = exchange.copied();
    Buffer body = copied == null ? null : copied.body();
    if (copied != null && body != null) {
      store.keep(
          grant,
          path,
          query(exchange),
          exchange.headers(),
          head.statusCode(),
          head.headers(),
          passed(exchange, head),
          body,
          exchanges.now());
    } else if (head.statusCode() <= LAST_SUCCESS && !isSafe(exchange.request().method())) {
      store.forget(grant, path, query(exchange));
    }
  }

  private static List<Map.Entry<String, String>> passed(
      Exchange exchange, HttpClientResponse head) {
    MultiMap passed = MultiMap.caseInsensitiveMultiMap();
    OriginAnswer.copy(head.headers(), passed);
    Rewriting.toCaller(exchange.route(), passed);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    passed.forEach(header -> headers.add(Map.entry(header.getKey(), header.getValue())));
    return List.copyOf(headers);
  }

  private static String query(Exchange exchange) {
    String query = exchange.target().query();
    return query == null ? "" : query;
  }

  private static boolean isSafe(HttpMethod method) {
    return HttpMethod.GET.equals(method)
        || HttpMethod.HEAD.equals(method)
        || HttpMethod.OPTIONS.equals(method)
        || HttpMethod.TRACE.equals(method);
  }
}
