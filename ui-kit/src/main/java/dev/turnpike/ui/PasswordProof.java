package dev.turnpike.ui;

import io.smallrye.mutiny.Uni;

/** Whether this request's session belongs to somebody who proved the password a moment ago. */
public interface PasswordProof {
  /** False, too, without a session. */
  Uni<Boolean> isFresh();

  /** The person of this session proved the password just now. */
  Uni<Void> renew();
}
