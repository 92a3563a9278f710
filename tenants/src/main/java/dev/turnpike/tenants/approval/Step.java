package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.catalog.StepTerms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of one request, as the plan had it when it was asked for.
 *
 * @param since when the step before was done, or the request was made; means little before its turn
 * @param escalatedAt when it had waited for too long; in the account's time
 * @param decision null while it is open or still to come
 * @param votes those who said yes so far
 */
public record Step(
    int position,
    StepTerms terms,
    Instant since,
    @Nullable Instant remindedAt,
    @Nullable Instant escalatedAt,
    @Nullable Decision decision,
    List<Vote> votes) {
  public Step {
    votes = List.copyOf(votes);
  }

  /** Whose turn it is while the step is open. */
  public enum Turn {
    REQUESTER,
    CONSUMER,
    PUBLISHER,
    SYSTEM,
    TIME
  }

  public Turn turn() {
    return turn(terms.kind());
  }

  static Turn turn(StepTerms.Kind kind) {
    return switch (kind) {
      case FORM, TERMS, PAYMENT -> Turn.REQUESTER;
      case CONSUMER_APPROVAL -> Turn.CONSUMER;
      case PUBLISHER_APPROVAL -> Turn.PUBLISHER;
      case WEBHOOK -> Turn.SYSTEM;
      case START -> Turn.TIME;
    };
  }

  /**
   * What ended it.
   *
   * @param by person, requester, system or time
   * @param name of the person; null when the reader may not know them, or it was nobody
   * @param onBehalfOf the name of whom they stood in for
   * @param facts what was answered or accepted
   */
  public record Decision(
      boolean approved,
      String by,
      @Nullable String name,
      @Nullable String onBehalfOf,
      String reason,
      Map<String, String> facts,
      Instant at) {
    public Decision {
      facts = Map.copyOf(facts);
    }
  }

  /** A yes that was not the last one needed. */
  public record Vote(
      @Nullable String name, @Nullable String onBehalfOf, String comment, Instant at) {}
}
