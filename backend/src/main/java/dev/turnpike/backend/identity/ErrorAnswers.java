package dev.turnpike.backend.identity;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Links;
import dev.turnpike.ui.ErrorPages;
import dev.turnpike.ui.Page;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;

/**
 * How the control plane says no: a page to browsers that ask for one, a problem to everybody else.
 * Another tenant's thing and no thing at all get the same answer.
 */
@ApplicationScoped
class ErrorAnswers {
  private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

  private final RequestIdentity request;
  private final UriInfo uri;
  private final HttpHeaders headers;
  private final Links links;

  ErrorAnswers(RequestIdentity request, UriInfo uri, HttpHeaders headers, Links links) {
    this.request = request;
    this.uri = uri;
    this.headers = headers;
    this.links = links;
  }

  Response foreignOrigin() {
    if (wantsPage()) {
      return page(403, ErrorPages.unreadable(titled("Refused"), 403, incident()));
    }
    return problem(
        Problem.of(
            Code.FORBIDDEN,
            "The request comes from another site, or does not say where from. Send it from the"
                + " portal's own pages, with their Origin."));
  }

  /** Logs the failure under the id that the client sees. */
  Response broken(Throwable failure) {
    LOG.errorf(failure, "incident %s: %s", incident(), uri.getRequestUri().getPath());
    return answer(
        Problem.of(
            Code.INTERNAL_ERROR,
            "Something broke on our side. Try again; if it stays, tell support the request_id."));
  }

  Response answer(Problem problem) {
    return wantsPage()
        ? page(problem.status(), template(problem.reason().title(), problem.status()))
        : problem(problem);
  }

  private Response problem(Problem problem) {
    Response.ResponseBuilder answer =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.answering(incident(), links.help(null, problem.reason())));
    if (problem.retryAfter() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, problem.retryAfter().toSeconds()));
    }
    if (problem.status() == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"turnpike\"");
    }
    return answer.build();
  }

  private static Response page(int status, TemplateInstance template) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(template.render())
        .build();
  }

  private TemplateInstance template(String title, int status) {
    return switch (status) {
      case 403 -> ErrorPages.forbidden(titled(title), incident());
      case 404 -> ErrorPages.notFound(titled(title), incident());
      default ->
          status < 500
              ? ErrorPages.unreadable(titled(title), status, incident())
              : ErrorPages.broken(titled(title), incident());
    };
  }

  private Page titled(String title) {
    boolean admin = area() == Area.ADMIN;
    Page page = Page.titled(title);
    return admin ? page.site("Turnpike", "/admin") : page;
  }

  private String incident() {
    return request.id().toString();
  }

  private Area area() {
    return Area.of(uri.getRequestUri().getPath());
  }

  private boolean wantsPage() {
    return area().hasPages()
        && headers.getAcceptableMediaTypes().stream()
            .anyMatch(
                type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE));
  }
}
