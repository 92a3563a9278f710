package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Refusal;
import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.snapshot.Subscription;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the call log gets to know of an exchange: never a credential, a cookie or a query. */
final class CallRecord {
  /** Everything else a client sends stays with the call. */
  private static final List<String> HEADERS =
      List.of(
          "host",
          "user-agent",
          "accept",
          "accept-language",
          "content-type",
          "content-length",
          "origin",
          "idempotency-key",
          "max-cost",
          "x-simulate");

  private static final int MAX_TEXT = 512;

  private CallRecord() {}

  static CallLog.Call of(Exchange exchange) {
    Deny.Who who = exchange.who();
    Subscription subscription = who.subscription();
    Refusal refusal = exchange.refusal();
    Deny deny = exchange.deny();
    return new CallLog.Call(
        exchange.id(),
        exchange.at(),
        who.publisher() == null ? null : who.publisher().id(),
        who.application() == null ? null : who.application().consumer(),
        who.application() == null ? null : who.application().id(),
        subscription == null ? null : subscription.id(),
        who.key() == null ? null : who.key().id(),
        who.api() == null ? null : who.api().id(),
        shortened(exchange.request().method().name()),
        shortened(exchange.loggedPath()),
        exchange.clientAddress(),
        headers(exchange.headers()),
        clientRequestId(exchange.headers()),
        exchange.loggedStatus(),
        deny == null ? null : deny.code().name(),
        refusal == null ? null : refusal.denial(),
        refusal == null ? null : new String(refusal.body(), StandardCharsets.UTF_8),
        exchange.chargedMicros(),
        exchange.request().bytesRead(),
        exchange.response().bytesWritten(),
        exchange.elapsedMicros(),
        exchange.trace().steps());
  }

  private static Map<String, String> headers(MultiMap all) {
    Map<String, String> allowed = new LinkedHashMap<>();
    for (String name : HEADERS) {
      String value = all.get(name);
      if (value != null) {
        allowed.put(name, shortened(value));
      }
    }
    return allowed;
  }

  private static @Nullable String clientRequestId(MultiMap headers) {
    String id = headers.get("x-request-id");
    return id == null ? null : shortened(id);
  }

  /** PostgreSQL keeps no NUL, and nobody needs the rest of a very long value. */
  private static String shortened(String text) {
    String cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    return cut.indexOf('\0') < 0 ? cut : cut.replace('\0', '?');
  }
}
