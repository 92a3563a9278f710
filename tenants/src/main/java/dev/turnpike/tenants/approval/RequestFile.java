package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.subscription.Subscribed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request with its whole story.
 *
 * @param askedBy the name of who asked; null when the person is gone, or unknown to the reader
 * @param pending what a decider needs besides; null once it is decided
 */
public record RequestFile(
    Subscribed subscription,
    List<Step> steps,
    List<Comments.Comment> comments,
    @Nullable String askedBy,
    @Nullable PendingRequest pending) {
  public RequestFile {
    steps = List.copyOf(steps);
    comments = List.copyOf(comments);
  }

  /** The step that is open. */
  public Optional<Step> open() {
    return Optional.ofNullable(pending).map(PendingRequest::step);
  }
}
