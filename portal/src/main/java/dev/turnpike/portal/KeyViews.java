package dev.turnpike.portal;

import dev.turnpike.tenants.consumer.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a consumer's keys are valid, in a few lines (R140). */
@ApplicationScoped
class KeyViews {
  private static final int MOST = 5;

  private final PortalText text;
  private final Clock clock;

  KeyViews(PortalText text, Clock clock) {
    this.text = text;
    this.clock = clock;
  }

  record Line(
      String start,
      String name,
      String application,
      String state,
      String tone,
      @Nullable Instant lastUsed) {}

  /** Valid ones first, then the newest. */
  List<Line> some(List<ApiKey> keys) {
    Instant now = clock.instant();
    return keys.stream()
        .sorted(
            Comparator.comparing((ApiKey key) -> !key.isLive(now))
                .thenComparing(ApiKey::createdAt, Comparator.reverseOrder()))
        .limit(MOST)
        .map(key -> line(key, now))
        .toList();
  }

  private Line line(ApiKey key, Instant now) {
    boolean live = key.isLive(now);
    String state =
        key.revokedAt() != null ? text.keyRevoked() : live ? text.keyValid() : text.keyExpired();
    return new Line(
        key.start(),
        key.name(),
        key.applicationName(),
        state,
        live ? "good" : "bad",
        key.lastUsedAt());
  }
}
