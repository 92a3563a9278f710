package dev.turnpike.portal;

import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.StepsView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request of a consumer: where it stands, and what its own side can do about it.
 *
 * @param address of the page, which its forms post below
 * @param reason why it was refused; null when it was not
 * @param form null unless it is the requester's turn to answer
 * @param terms null unless it is the requester's turn to accept
 * @param pay where the first payment is made, when that is what is missing
 * @param start where the first call is explained, once calls pass
 */
record RequestView(
    String address,
    String publisher,
    String publisherName,
    String tenant,
    String tenantName,
    String application,
    String product,
    String plan,
    String state,
    String tone,
    int version,
    Instant now,
    Instant requestedAt,
    @Nullable String askedBy,
    List<String> prices,
    StepsView steps,
    @Nullable String reason,
    @Nullable Form form,
    @Nullable Terms terms,
    List<Remark> comments,
    List<Choice> applications,
    @Nullable String pay,
    @Nullable String start,
    boolean live,
    boolean mayAct,
    boolean mayWithdraw,
    boolean done,
    @Nullable String conflict,
    List<FieldError> errors) {

  /** The open form, with what was entered already. */
  record Form(List<Question> questions) {}

  /** {@code wrong} says what is wrong with what was entered. */
  record Question(
      String name,
      String label,
      boolean required,
      List<Choice> choices,
      String value,
      @Nullable String wrong) {}

  record Choice(String value, String label, boolean chosen) {}

  record Terms(String revision, String text) {
    /** As they were written, by empty lines. */
    public List<String> paragraphs() {
      return text.strip().lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /** A comment; {@code who} is a person of one's own, or the other side. */
  record Remark(String who, String text, boolean internal, Instant at) {}
}
