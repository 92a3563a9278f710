package dev.turnpike.ui;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Headers of every HTML answer: no framing (money is moved on these pages), nothing inline, nothing
 * from elsewhere, nothing kept by caches.
 */
public final class PageHeaders {
  static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  @ServerResponseFilter
  public void secure(ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    if (type == null || !MediaType.TEXT_HTML_TYPE.isCompatible(type)) {
      return;
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("Content-Security-Policy", POLICY);
    headers.putSingle("X-Frame-Options", "DENY");
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("Referrer-Policy", "same-origin");
    headers.putSingle("Cache-Control", "no-store");
  }
}
