package dev.turnpike.admin;

import dev.turnpike.ui.SessionCookie;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Out of the admin pages; a log-in at the portal stays. */
@Path("/admin/logout")
class LogOut {
  private final SessionCookie session;

  LogOut(SessionCookie session) {
    this.session = session;
  }

  @POST
  public Uni<Response> logOut() {
    return session
        .end()
        .map(cookie -> Response.seeOther(URI.create("/admin/login")).cookie(cookie).build());
  }
}
