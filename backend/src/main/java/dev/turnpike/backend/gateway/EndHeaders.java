package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Publisher;
import io.vertx.core.MultiMap;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tells clients of a deprecated API that it ends: {@code Deprecation} (RFC 9745), {@code Sunset}
 * (RFC 8594), and links to what tells more and to what takes its place (RFC 5829).
 */
final class EndHeaders {
  /** IMF-fixdate (RFC 9110 §5.6.7): two digits for the day, unlike Java's own of RFC 1123. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private EndHeaders() {}

  static void add(MultiMap headers, Publisher publisher, Api api) {
    Api.Deprecation end = api.deprecation();
    if (end == null) {
      return;
    }
    headers.set("Deprecation", "@" + end.since().getEpochSecond());
    if (end.sunset() != null) {
      headers.set("Sunset", HTTP_DATE.format(end.sunset()));
    }
    if (end.link() != null) {
      headers.add("Link", "<" + end.link() + ">; rel=\"deprecation\"; type=\"text/html\"");
    }
    if (end.successor() != null) {
      headers.add(
          "Link", "</" + publisher.slug() + "/" + end.successor() + ">; rel=\"successor-version\"");
    }
  }
}
