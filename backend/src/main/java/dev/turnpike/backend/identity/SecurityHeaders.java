package dev.turnpike.backend.identity;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Headers of every answer of the control plane. Pages get theirs, with the content security policy,
 * from the ui-kit; what is no page may load, frame and run nothing at all.
 */
class SecurityHeaders {
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
  private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

  private final RequestIdentity request;
  private final PortalAddress portal;

  SecurityHeaders(RequestIdentity request, PortalAddress portal) {
    this.request = request;
    this.portal = portal;
  }

  @ServerResponseFilter
  public void add(ContainerRequestContext asked, ContainerResponseContext answer) {
    MultivaluedMap<String, Object> headers = answer.getHeaders();
    headers.putSingle("X-Request-Id", request.id().toString());
    headers.putSingle("X-Content-Type-Options", "nosniff");
    if (portal.isSecure()) {
      headers.putSingle("Strict-Transport-Security", TWO_YEARS);
    }
    if (!Area.of(asked.getUriInfo().getRequestUri().getPath()).hasPages()) {
      headers.putSingle("Content-Security-Policy", NOTHING);
      headers.putSingle("Referrer-Policy", "no-referrer");
      if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
      }
    }
  }
}
