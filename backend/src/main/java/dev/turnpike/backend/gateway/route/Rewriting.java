package dev.turnpike.backend.gateway.route;

import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Route;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What the origin gets instead of what came, and the caller instead of what the origin said. Paths
 * are put together from the normalised one: whole segments, so that nothing a caller sends can
 * climb out of its place.
 */
public final class Rewriting {
  private static final String WHOLE = "path";

  private Rewriting() {}

  /** The path for the origin, beginning with a slash. */
  public static String path(Api.Operation operation, String path) {
    Route.Rewrite rewrite = operation.route().rewrite();
    String template = rewrite == null ? null : rewrite.path();
    if (template == null) {
      return path;
    }
    StringBuilder out = new StringBuilder(template.length() + path.length());
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      int close = open < 0 ? -1 : template.indexOf('}', open);
      if (close < 0) {
        out.append(template, at, template.length());
        break;
      }
      out.append(template, at, open);
      out.append(value(template.substring(open + 1, close), operation.path(), path));
      at = close + 1;
    }
    return out.isEmpty() || out.charAt(0) != '/' ? "/" + out : out.toString();
  }

  /** What stands in the path where the operation's template has this name; empty if nowhere. */
  private static String value(String name, String template, String path) {
    if (name.equals(WHOLE)) {
      return path;
    }
    String[] names = template.split("/", -1);
    String[] segments = path.split("/", -1);
    for (int i = 0; i < names.length && i < segments.length; i++) {
      if (names[i].equals("{" + name + "}")) {
        return segments[i];
      }
    }
    return "";
  }

  /** The query for the origin, without its question mark; null for none. */
  public static @Nullable String query(Route route, @Nullable String query) {
    Route.Rewrite rewrite = route.rewrite();
    if (rewrite == null || !rewrite.changesQuery()) {
      return query;
    }
    StringJoiner kept = new StringJoiner("&");
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String name = nameOf(pair);
        if (!rewrite.removeQuery().contains(name) && !rewrite.setQuery().containsKey(name)) {
          kept.add(pair);
        }
      }
    }
    rewrite.setQuery().forEach((name, value) -> kept.add(encoded(name) + "=" + encoded(value)));
    return kept.length() == 0 ? null : kept.toString();
  }

  private static String nameOf(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return name;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The caller's headers as the origin gets them. */
  public static void toOrigin(Route route, MultiMap headers) {
    Route.Rewrite rewrite = route.rewrite();
    if (rewrite != null) {
      rewrite.removeHeaders().forEach(headers::remove);
      set(rewrite.setHeaders(), headers);
    }
  }

  /** The origin's headers as the caller gets them. */
  public static void toCaller(Route route, MultiMap headers) {
    Route.Rewrite rewrite = route.rewrite();
    if (rewrite != null) {
      rewrite.removeAnswerHeaders().forEach(headers::remove);
      set(rewrite.setAnswerHeaders(), headers);
    }
  }

  private static void set(Map<String, String> wanted, MultiMap headers) {
    wanted.forEach(headers::set);
  }
}
