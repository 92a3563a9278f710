package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.route.Rewriting;
import dev.turnpike.tenants.decision.Grant;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The headers an origin gets: the client's, without what belongs to the connection (RFC 9110
 * §7.6.1), without credentials, and without anything that only we may say; then what we say.
 */
final class OriginRequest {
  private static final String OURS = "turnpike-";
  private static final Set<String> DROPPED =
      Set.of(
          // the connection's
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authorization",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          // told anew: the body is framed, the origin named, the expectation met by us
          "content-length",
          "host",
          "expect",
          // no proxy in front of us is trusted: who called from where is ours to say
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-proto",
          "x-forwarded-prefix",
          "x-forwarded-server",
          "x-real-ip",
          "x-request-id",
          // what was decided about must be what is done
          "x-original-url",
          "x-rewrite-url",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-simulate",
          // said to us, in the currency of our price
          "max-cost");

  private OriginRequest() {}

  /** Copies what may pass and adds what the origin may rely on. */
  static void write(Exchange exchange, Grant grant, MultiMap out) {
    MultiMap in = exchange.request().headers();
    Set<String> named = namedByConnection(in);
    for (Map.Entry<String, String> header : in) {
      copy(header.getKey(), header.getValue(), named, out);
    }
    Rewriting.toOrigin(grant.operation().route(), out);
    out.set("Turnpike-Tenant", grant.application().consumerSlug());
    out.set("Turnpike-Application", grant.application().slug());
    out.set("Turnpike-Subscription", grant.subscription().id().toString());
    out.set("Turnpike-Plan", grant.subscription().plan().slug());
    out.set("Turnpike-Request-Id", exchange.id().toString());
    out.set("X-Request-Id", exchange.id().toString());
    out.set("X-Forwarded-For", exchange.clientAddress());
    out.set("X-Forwarded-Proto", exchange.request().isSSL() ? "https" : "http");
    String host = in.get("host");
    if (host != null) {
      out.set("X-Forwarded-Host", host);
    }
  }

  private static void copy(String name, String value, Set<String> named, MultiMap out) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (isOurs(lower) || named.contains(lower) || Credentials.HEADERS.contains(lower)) {
      return;
    }
    if (lower.equals("cookie")) {
      String rest = Cookies.withoutOurs(value);
      if (rest != null) {
        out.add(name, rest);
      }
      return;
    }
    out.add(name, value);
  }

  /** CGI-like servers read {@code X_Request_Id} as {@code X-Request-Id}: so do we. */
  private static boolean isOurs(String lower) {
    String hyphened = lower.indexOf('_') < 0 ? lower : lower.replace('_', '-');
    return hyphened.startsWith(OURS) || DROPPED.contains(hyphened);
  }

  /** The headers that {@code Connection} names, in lower case: they end at this hop. */
  static Set<String> namedByConnection(MultiMap headers) {
    List<String> values = headers.getAll("connection");
    if (values.isEmpty()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (String value : values) {
      for (String name : value.split(",", -1)) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
