package dev.turnpike.portal;

import dev.turnpike.portal.ApplicationsView.KeyLine;
import dev.turnpike.tenants.consumer.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** How a key stands, in words and colours, and what is wrong with a form about one. */
@ApplicationScoped
class KeyWords {
  private final AppsText text;
  private final Clock clock;

  KeyWords(AppsText text, Clock clock) {
    this.text = text;
    this.clock = clock;
  }

  String state(ApiKey key) {
    Instant now = clock.instant();
    if (key.revokedAt() != null) {
      return text.revoked();
    }
    if (!key.isLive(now)) {
      return text.expired();
    }
    return key.overlaps(now) ? text.overlapping() : text.valid();
  }

  String tone(ApiKey key) {
    Instant now = clock.instant();
    return !key.isLive(now) ? "" : key.overlaps(now) ? "warn" : "good";
  }

  KeyLine line(String publisher, String tenant, ApiKey key) {
    return new KeyLine(
        key, "/" + publisher + "/keys/" + key.id() + "?tenant=" + tenant, state(key), tone(key));
  }

  boolean isLive(ApiKey key) {
    return key.isLive(clock.instant());
  }

  boolean overlaps(ApiKey key) {
    return key.overlaps(clock.instant());
  }

  /** What is wrong with a field. */
  Faults wrong(String field) {
    return Faults.of(
        field,
        switch (field) {
          case "apis" -> text.apisWrong();
          case "methods" -> text.methodsWrong();
          case "ranges" -> text.rangesWrong();
          case "expires" -> text.expiresWrong();
          case "overlap" -> text.overlapWrong();
          default -> text.nameWrong();
        });
  }
}
