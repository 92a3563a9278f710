package dev.turnpike.backend.identity;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.SessionCookies;
import dev.turnpike.tenants.tenant.Sessions;
import dev.turnpike.ui.SessionCookie;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The cookies' names and attributes; scripts cannot read them, other sites cannot post with them.
 */
@ApplicationScoped
class Cookies implements SessionCookie {
  private final PortalAddress portal;
  private final Sessions sessions;
  private final RequestIdentity request;
  private final UriInfo uri;
  private final HttpHeaders headers;
  private final HttpServerRequest connection;

  Cookies(
      PortalAddress portal,
      Sessions sessions,
      RequestIdentity request,
      UriInfo uri,
      HttpHeaders headers,
      HttpServerRequest connection) {
    this.headers = headers;
    this.connection = connection;
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
    return sessions
        .open(person, place())
        .map(token -> cookie(token, (int) Sessions.LIFETIME.toSeconds()));
  }

  /** What its person is shown of the session later. */
  private Sessions.Place place() {
    String agent = headers.getHeaderString(HttpHeaders.USER_AGENT);
    SocketAddress address = connection.remoteAddress();
    return new Sessions.Place(
        Area.of(uri.getRequestUri().getPath()).name().toLowerCase(Locale.ROOT),
        agent == null ? "" : agent,
        address == null ? "" : Objects.requireNonNullElse(address.hostAddress(), ""));
  }

  @Override
  public Optional<String> token() {
    return request.sessionToken();
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
