package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.decision.MaxCost;
import dev.turnpike.tenants.snapshot.Route;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is wrong with a request's head, however good the caller's standing. It sees what the HTTP
 * decoder left: bytes that the decoder repairs in silence (bare line feeds, folded headers, a
 * length beside chunks) are for a guard before the decoder, which {@link Listener} has the place
 * for.
 */
final class HeadCheck {
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

  private final long maxUri;
  private final long maxHeader;
  private final int maxHeaders;
  private final long maxBody;

  HeadCheck(GatewayConfig config) {
    maxUri = config.maxUri().asLongValue();
    maxHeader = config.maxHeader().asLongValue();
    maxHeaders = config.maxHeaders();
    maxBody = config.maxBody().asLongValue();
  }

  /** What the decoder itself refused. */
  static Deny undecodable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return deny(Code.URI_TOO_LONG, "The request target is too long.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return deny(Code.HEADERS_TOO_LARGE, "The request headers are too large.");
    }
    return malformed("The request is not well-formed HTTP.");
  }

  Optional<Deny> objection(HttpServerRequest request) {
    if (request.uri().length() > maxUri) {
      return refuse(Code.URI_TOO_LONG, "The request target is longer than " + maxUri + " bytes.");
    }
    if (HttpMethod.CONNECT.equals(request.method())) {
      return refuse(Code.UNSUPPORTED, "This is not a forward proxy.");
    }
    MultiMap headers = request.headers();
    return sizes(headers)
        .or(() -> host(request))
        .or(() -> framing(request))
        .or(() -> body(request))
        .or(() -> maxCost(headers));
  }

  private Optional<Deny> sizes(MultiMap headers) {
    int count = 0;
    for (Map.Entry<String, String> header : headers) {
      count++;
      if (header.getKey().length() + header.getValue().length() > maxHeader) {
        return refuse(Code.HEADERS_TOO_LARGE, "A header is longer than " + maxHeader + " bytes.");
      }
    }
    return count > maxHeaders
        ? refuse(Code.HEADERS_TOO_LARGE, "There are more than " + maxHeaders + " headers.")
        : Optional.empty();
  }

  /** Exactly one, with nothing in it that two readers could take for two hosts (RFC 9112 §3.2). */
  private static Optional<Deny> host(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll("host");
    if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0) {
      return Optional.empty();
    }
    return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches()
        ? Optional.empty()
        : Optional.of(malformed("The request needs exactly one Host header: name and port."));
  }

  private static Optional<Deny> framing(HttpServerRequest request) {
    MultiMap headers = request.headers();
    List<String> codings = headers.getAll("transfer-encoding");
    if (codings.isEmpty()) {
      return headers.getAll("content-length").size() > 1
          ? Optional.of(malformed("The request has more than one Content-Length."))
          : Optional.empty();
    }
    if (headers.contains("content-length")) {
      return Optional.of(malformed("The request has Content-Length and Transfer-Encoding."));
    }
    if (request.version() == HttpVersion.HTTP_1_0) {
      return Optional.of(malformed("HTTP/1.0 has no Transfer-Encoding."));
    }
    return codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")
        ? Optional.empty()
        : Optional.of(malformed("The only Transfer-Encoding understood is chunked."));
  }

  private Optional<Deny> body(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    return length != null && Long.parseLong(length.strip()) > maxBody
        ? Optional.of(bodyTooLarge())
        : Optional.empty();
  }

  private static Optional<Deny> maxCost(MultiMap headers) {
    List<String> stated = headers.getAll(MaxCost.HEADER);
    if (stated.isEmpty() || (stated.size() == 1 && MaxCost.parse(stated.getFirst()).isPresent())) {
      return Optional.empty();
    }
    return refuse(Code.REQUEST_INVALID, MaxCost.FORM + ".");
  }

  /** The longest body that a route takes. */
  static long longestBody(Route route, GatewayConfig config) {
    return Math.min(route.bodies().request(), config.maxBody().asLongValue());
  }

  /** What speaks against forwarding a call that is otherwise granted, before anything is held. */
  static Optional<Deny> objection(HttpServerRequest request, Grant grant) {
    long longest = grant.operation().route().bodies().request();
    String length = longest == Long.MAX_VALUE ? null : request.getHeader("content-length");
    if (length != null && Long.parseLong(length.strip()) > longest) {
      return Optional.of(
          Deny.of(
              Code.BODY_TOO_LARGE,
              "The request body is longer than " + longest + " bytes.",
              Deny.Who.of(grant)));
    }
    if (wantsWebSocket(request)) {
      return Optional.of(Deny.of(Code.UNSUPPORTED, "No WebSocket here yet.", Deny.Who.of(grant)));
    }
    String maxCost = request.getHeader(MaxCost.HEADER);
    return maxCost == null
        ? Optional.empty()
        : MaxCost.parse(maxCost).flatMap(most -> most.objection(grant));
  }

  private static boolean wantsWebSocket(HttpServerRequest request) {
    return request.headers().contains("upgrade", "websocket", true);
  }

  Deny bodyTooLarge() {
    return deny(Code.BODY_TOO_LARGE, "The request body is longer than " + maxBody + " bytes.");
  }

  /** By the route's own limit, where it has one. */
  Deny bodyTooLarge(Exchange exchange) {
    long most = Math.min(exchange.route().bodies().request(), maxBody);
    return Deny.of(
        Code.BODY_TOO_LARGE, "The request body is longer than " + most + " bytes.", exchange.who());
  }

  static Deny malformed(String reason) {
    return deny(Code.REQUEST_MALFORMED, reason);
  }

  private static Optional<Deny> refuse(Code code, String reason) {
    return Optional.of(deny(code, reason));
  }

  private static Deny deny(Code code, String reason) {
    return Deny.of(code, reason, Deny.Who.NOBODY);
  }
}
