package dev.turnpike.backend.identity;

import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks: pages by their area's cookie, the management API by a bearer token and never
 * by a cookie, so that no site can make a browser use it. Whoever is unknown goes on as nobody;
 * what needs a person says so itself.
 */
class CredentialFilter {
  static final int PRIORITY = 1000;

  private final RequestIdentity request;
  private final Cookies cookies;
  private final Sessions sessions;
  private final People people;
  private final AccessTokens tokens;

  CredentialFilter(
      RequestIdentity request,
      Cookies cookies,
      Sessions sessions,
      People people,
      AccessTokens tokens) {
    this.request = request;
    this.cookies = cookies;
    this.sessions = sessions;
    this.people = people;
    this.tokens = tokens;
  }

  @ServerRequestFilter(preMatching = true, priority = PRIORITY)
  public @Nullable Uni<Response> identify(ContainerRequestContext context) {
    Area area = Area.of(context.getUriInfo().getRequestUri().getPath());
    return switch (area) {
      case PORTAL, ADMIN -> byCookie(context.getCookies().get(cookies.nameFor(area)));
      case MANAGEMENT -> byToken(context.getHeaderString(HttpHeaders.AUTHORIZATION));
      case WEBHOOKS -> null;
    };
  }

  private @Nullable Uni<Response> byCookie(@Nullable Cookie cookie) {
    if (cookie == null || cookie.getValue().isEmpty()) {
      return null;
    }
    request.presents(cookie.getValue());
    return sessions
        .find(cookie.getValue())
        .invoke(found -> found.ifPresent(request::asks))
        .replaceWith(goOn());
  }

  private @Nullable Uni<Response> byToken(@Nullable String authorization) {
    return bearer(authorization)
        .flatMap(tokens::person)
        .map(
            person ->
                people
                    .visitor(person)
                    .invoke(found -> found.ifPresent(request::asks))
                    .replaceWith(goOn()))
        .orElse(null);
  }

  private static Optional<String> bearer(@Nullable String authorization) {
    String scheme = "Bearer ";
    return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(authorization.substring(scheme.length()).strip())
        : Optional.empty();
  }

  @SuppressWarnings("NullAway") // no response: the request goes on
  private static Response goOn() {
    return null;
  }
}
