package dev.turnpike.backend.identity;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.SessionCookies;
import dev.turnpike.tenants.tenant.Sessions;
import dev.turnpike.ui.SessionCookie;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;

/**
 * The cookies' names and attributes; scripts cannot read them, other sites cannot post with them.
 */
@ApplicationScoped
class Cookies implements SessionCookie {
  private final PortalAddress portal;
  private final Sessions sessions;
  private final RequestIdentity request;
  private final UriInfo uri;

  Cookies(PortalAddress portal, Sessions sessions, RequestIdentity request, UriInfo uri) {
    this.portal = portal;
    this.sessions = sessions;
    this.request = request;
    this.uri = uri;
  }

  /**
   * The cookie that counts in an area of pages; {@code __Host-} binds it to https and this host.
   */
  String nameFor(Area area) {
    String name = area == Area.ADMIN ? SessionCookies.ADMIN : SessionCookies.PORTAL;
    return portal.isSecure() ? SessionCookies.HOST_PREFIX + name : name;
  }

  @Override
  public Uni<NewCookie> begin(PersonId person) {
    return sessions.open(person).map(token -> cookie(token, (int) Sessions.LIFETIME.toSeconds()));
  }

  @Override
  public Uni<NewCookie> end() {
    NewCookie gone = cookie("", 0);
    return request
        .sessionToken()
        .map(token -> sessions.end(token).replaceWith(gone))
        .orElseGet(() -> Uni.createFrom().item(gone));
  }

  private NewCookie cookie(String value, int maxAgeSeconds) {
    return new NewCookie.Builder(nameFor(Area.of(uri.getRequestUri().getPath())))
        .value(value)
        .path("/")
        .maxAge(maxAgeSeconds)
        .httpOnly(true)
        .secure(portal.isSecure())
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
