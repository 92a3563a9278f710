package dev.turnpike.backend.gateway;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers a client gets of an origin's answer: without the connection's and without ours. */
final class OriginAnswer {
  private static final Set<String> DROPPED =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "x-request-id",
          "billing-state");

  private OriginAnswer() {}

  static void copy(MultiMap in, MultiMap out) {
    Set<String> named = OriginRequest.namedByConnection(in);
    for (Map.Entry<String, String> header : in) {
      String name = header.getKey();
      String lower = name.toLowerCase(Locale.ROOT);
      boolean dropped =
          DROPPED.contains(lower)
              || lower.startsWith("turnpike-")
              || named.contains(lower)
              || (lower.equals("set-cookie") && Cookies.overwritesOurs(header.getValue()));
      if (!dropped) {
        out.add(name, header.getValue());
      }
    }
  }
}
