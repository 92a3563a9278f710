package dev.turnpike.portal;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Takes a stranger to the log-in page and back again. */
final class LogInRedirect {
  @ServerExceptionMapper
  public Response redirect(LogInFirst asked) {
    return Response.seeOther(URI.create(asked.address())).build();
  }
}
