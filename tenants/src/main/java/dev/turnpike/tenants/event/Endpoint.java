package dev.turnpike.tenants.event;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's address for events; its secret is never read back.
 *
 * @param types which it is told; empty: all, also those that come later
 * @param overlapUntil until when the secret before signs, too; null: it does not
 * @param failingSince since when no attempt succeeded; null: the last one did, or there was none
 * @param off why and since when nothing is sent; null while it is
 * @param waiting how many deliveries wait to be sent
 * @param failed how many were given up and can be sent again; counted up to {@link Missed#MOST}
 */
public record Endpoint(
    UUID id,
    String name,
    URI url,
    Set<EventType> types,
    @Nullable Instant overlapUntil,
    @Nullable Instant failingSince,
    @Nullable Off off,
    long waiting,
    long failed,
    Instant createdAt) {
  public Endpoint {
    types = Set.copyOf(types);
  }

  public boolean enabled() {
    return off == null;
  }

  /** Nothing is sent since then. */
  public record Off(Why why, Instant since) {}

  /** Who or what switched it off. */
  public enum Why {
    /** Somebody of the tenant. */
    PERSON,
    /** Each attempt of three days failed. */
    FAILING,
    /** It answered 410: nobody is there any more. */
    GONE
  }
}
