package dev.turnpike.backend.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Links;
import dev.turnpike.tenants.decision.Problems;
import dev.turnpike.tenants.decision.Refusal;
import dev.turnpike.tenants.decision.Refusals;
import dev.turnpike.ui.ErrorPages;
import dev.turnpike.ui.Page;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
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
  private final Request context;
  private final Problems problems;
  private final ObjectMapper json;
  private final Clock clock;

  ErrorAnswers(
      RequestIdentity request,
      UriInfo uri,
      HttpHeaders headers,
      Request context,
      Links links,
      ObjectMapper json,
      Clock clock) {
    this.request = request;
    this.uri = uri;
    this.headers = headers;
    this.context = context;
    this.problems = new Problems(links);
    this.json = json;
    this.clock = clock;
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
        ? page(problem.status(), template(problem.code().title(), problem.status()))
        : problem(problem);
  }

  private Response problem(Problem problem) {
    Refusals.Asked asked =
        new Refusals.Asked(
            request.id(),
            clock.instant(),
            context.getMethod(),
            uri.getRequestUri().getPath(),
            headers.getHeaderString(HttpHeaders.ACCEPT));
    Refusal refusal = problems.of(problem.deny(), problem.errors(), asked);
    Response.ResponseBuilder answer =
        Response.status(refusal.status()).entity(withFacts(refusal.body(), problem.facts()));
    refusal.headers().forEach(header -> answer.header(header.getKey(), header.getValue()));
    return answer.build();
  }

  private byte[] withFacts(byte[] body, Map<String, Object> facts) {
    if (facts.isEmpty() || body.length == 0) {
      return body;
    }
    try {
      ObjectNode all = (ObjectNode) json.readTree(body);
      facts.forEach(all::putPOJO);
      return json.writeValueAsBytes(all);
    } catch (IOException e) {
      throw new UncheckedIOException("our own JSON", e);
    }
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
