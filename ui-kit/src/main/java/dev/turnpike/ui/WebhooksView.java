package dev.turnpike.ui;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's endpoints for events.
 *
 * @param address of the list; forms post there and below
 * @param room whether there may be one more
 */
public record WebhooksView(
    String tenantName,
    String address,
    List<Line> lines,
    boolean room,
    Form form,
    @Nullable String notice,
    List<FieldError> errors) {

  /** One of them. */
  public record Line(
      String id, String name, String url, String told, String state, String tone, long waiting) {}

  /** What is written in a form, with the boxes of what can be told. */
  public record Form(String name, String url, List<Box> boxes) {}

  /** A type of event. */
  public record Box(String word, String label, boolean ticked) {}

  /** What is wrong with a field; null when nothing is. */
  public @Nullable String wrong(String field) {
    return FieldError.of(errors, field);
  }

  /**
   * One endpoint with its deliveries.
   *
   * @param address its own
   * @param off why nothing is sent; null while it is
   * @param older the address of the next part of the log; null on the last
   */
  public record One(
      String list,
      String address,
      Line line,
      Form form,
      @Nullable String off,
      @Nullable Instant offSince,
      @Nullable Instant failingSince,
      @Nullable Instant overlapUntil,
      List<Sent> log,
      boolean first,
      long failed,
      @Nullable String older,
      @Nullable String notice,
      List<FieldError> errors) {
    public @Nullable String wrong(String field) {
      return FieldError.of(errors, field);
    }
  }

  /** A delivery; {@code came} is what came of its last attempt, in words. */
  public record Sent(
      String address,
      String type,
      Instant at,
      String state,
      String tone,
      int attempts,
      String came,
      @Nullable Instant nextAt) {}

  /** A delivery with what was sent and what came back each time. */
  public record Delivered(
      String endpoint,
      String endpointName,
      Sent sent,
      String message,
      String payload,
      List<Tried> attempts) {}

  public record Tried(Instant at, String came, int millis, String answer) {}

  /** The only page that shows a secret; {@code overlap} hours the one before signs, too. */
  public record Secret(String address, String name, String secret, int overlap) {}

  /** Whether it shall really go. */
  public record Question(String address, String name) {}
}
