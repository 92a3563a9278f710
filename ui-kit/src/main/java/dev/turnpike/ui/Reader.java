package dev.turnpike.ui;

import dev.turnpike.tenants.kernel.SessionCookies;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import jakarta.ws.rs.core.NewCookie;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who reads the page that is being made: their language, their zone and the colours they chose. It
 * goes with the request, so that formats and message bundles need not be told by every caller.
 *
 * @param zone for times of day; UTC until somebody chose
 * @param theme {@code light} or {@code dark}; null: as the device says
 */
public record Reader(Language language, ZoneId zone, @Nullable String theme) {
  /** Whoever is not asked for by a request, such as a letter's reader. */
  public static final Reader ANYBODY = new Reader(Language.ENGLISH, ZoneId.of("UTC"), null);

  /** Where {@link #written} is kept in the browser; no secret. */
  static final String COOKIE = SessionCookies.VIEW;

  private static final String KEY = "dev.turnpike.ui.reader";
  private static final int LONGEST = 100;
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  public Reader {
    theme = "light".equals(theme) || "dark".equals(theme) ? theme : null;
    zone = zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
  }

  /** The reader of this request; {@link #ANYBODY} outside of one. */
  public static Reader current() {
    return VertxContext.isOnDuplicatedContext()
        ? ContextLocals.<Reader>get(KEY).orElse(ANYBODY)
        : ANYBODY;
  }

  /** From here on everything in this request is written for this reader. */
  void reads() {
    if (VertxContext.isOnDuplicatedContext()) {
      ContextLocals.put(KEY, this);
    }
  }

  /** What was chosen, as {@link #written} wrote it, over what the browser asks for. */
  static Reader of(@Nullable String written, @Nullable String acceptLanguage) {
    Language asked = Language.asked(acceptLanguage);
    if (written == null || written.length() > LONGEST) {
      return new Reader(asked, ANYBODY.zone(), null);
    }
    String[] parts = written.split("\\.", -1);
    Language chosen = Language.tagged(parts[0]);
    return new Reader(
        chosen == null ? asked : chosen,
        zone(parts.length > 2 ? parts[2].replace('~', '/') : null).orElse(ANYBODY.zone()),
        parts.length > 1 ? parts[1] : null);
  }

  /** Reads what {@link #cookie} keeps; what it does not say is as for {@link #ANYBODY}. */
  public static Reader kept(String written) {
    return of(written, null);
  }

  /** Of the characters that a cookie may have without quotes (RFC 6265 §4.1.1). */
  String written() {
    return language.tag()
        + "."
        + (theme == null ? "" : theme)
        + "."
        + zone.getId().replace('/', '~');
  }

  /** Keeps the choice in the browser for a year; pages of every address may read it. */
  public NewCookie cookie(boolean secure) {
    return new NewCookie.Builder(COOKIE)
        .value(written())
        .path("/")
        .maxAge(YEAR_SECONDS)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  /** A zone of the tz database; empty for anything else. */
  public static Optional<ZoneId> zone(@Nullable String name) {
    if (name == null || !ZoneId.getAvailableZoneIds().contains(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
