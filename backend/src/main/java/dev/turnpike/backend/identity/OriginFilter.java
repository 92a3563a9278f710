package dev.turnpike.backend.identity;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses forms that another site sends with our visitor's cookie (CSRF): whatever changes
 * something comes from the portal's own origin, port included, since cookies are sent to every port
 * of a host. Browsers name the origin of each unsafe request; a log-in from elsewhere is refused as
 * well. Only a caller without cookies may leave it out: it acts for nobody.
 */
class OriginFilter {
  private static final int BEFORE_CREDENTIALS = CredentialFilter.PRIORITY - 100;
  private static final Set<String> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final PortalAddress portal;
  private final ErrorAnswers answers;

  OriginFilter(PortalAddress portal, ErrorAnswers answers) {
    this.portal = portal;
    this.answers = answers;
  }

  @ServerRequestFilter(preMatching = true, priority = BEFORE_CREDENTIALS)
  public @Nullable Response check(ContainerRequestContext context) {
    Area area = Area.of(context.getUriInfo().getRequestUri().getPath());
    if (!area.hasPages() || SAFE.contains(context.getMethod()) || isOurs(context)) {
      return null;
    }
    return answers.foreignOrigin();
  }

  private boolean isOurs(ContainerRequestContext context) {
    String origin = context.getHeaderString("Origin");
    if (origin == null) {
      origin = context.getHeaderString("Referer");
    }
    return origin == null ? context.getCookies().isEmpty() : portal.isOriginOf(origin);
  }
}
