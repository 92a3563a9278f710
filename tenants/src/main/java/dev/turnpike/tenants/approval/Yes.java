package dev.turnpike.tenants.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a decider adds to a yes.
 *
 * @param comment for the record; may be empty
 * @param startsAt from when on calls may pass, in the account's time; null: once all is decided
 * @param endsAt when it ends whatever is paid; null: it goes on
 */
public record Yes(String comment, @Nullable Instant startsAt, @Nullable Instant endsAt) {
  public static Yes saying(String comment) {
    return new Yes(comment, null, null);
  }
}
