package dev.turnpike.ui;

import dev.turnpike.tenants.kernel.PersonId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/**
 * The cookie of a log-in, for the pages that log people in and out. Portal and admin pages each
 * have their own: which one is meant follows from the address that is asked, under {@code /admin}
 * or not.
 */
public interface SessionCookie {
  /** Opens a session and gives the cookie that carries it; put it on the answer. */
  Uni<NewCookie> begin(PersonId person);

  /** Ends this request's session, if it has one, and gives the cookie that takes it back. */
  Uni<NewCookie> end();

  /** The token that this request presented, good or not; empty without one. */
  Optional<String> token();
}
