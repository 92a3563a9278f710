package dev.turnpike.ui;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Finds out who reads, before anything is written: also an error page has a language. */
public final class ReaderFilter {
  private static final int BEFORE_ALL_OTHERS = 1;

  @ServerRequestFilter(preMatching = true, priority = BEFORE_ALL_OTHERS)
  public void read(ContainerRequestContext request) {
    @Nullable Cookie chosen = request.getCookies().get(Reader.COOKIE);
    Reader.of(
            chosen == null ? null : chosen.getValue(),
            request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))
        .reads();
  }
}
