package dev.turnpike.tenants.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one endpoint.
 *
 * @param event its id, by which a receiver knows what it had before
 * @param type the word, also of types that are no more
 * @param at when it happened
 * @param nextAt when it is tried again; null when it is over
 * @param last the latest attempt; null before the first
 */
public record Delivery(
    UUID id,
    UUID event,
    String type,
    Instant at,
    State state,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Attempt last) {

  /** Where it is. */
  public enum State {
    WAITING,
    DELIVERED,
    FAILED
  }

  /**
   * One attempt.
   *
   * @param status null when there was no answer; then {@code trouble} says why
   * @param answer the first KB of what came back
   */
  public record Attempt(
      Instant at, @Nullable Integer status, int millis, String answer, String trouble) {}

  /** With what was sent, and each attempt, the latest first. */
  public record Whole(Delivery delivery, String payload, List<Attempt> attempts) {
    public Whole {
      attempts = List.copyOf(attempts);
    }
  }
}
