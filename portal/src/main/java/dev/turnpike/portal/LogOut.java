package dev.turnpike.portal;

import dev.turnpike.ui.SessionCookie;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Out: the session ends in the database and the cookie is taken back. */
@Path("/logout")
class LogOut {
  private final SessionCookie session;

  LogOut(SessionCookie session) {
    this.session = session;
  }

  @POST
  public Uni<Response> logOut() {
    return session.end().map(cookie -> Response.seeOther(URI.create("/")).cookie(cookie).build());
  }
}
