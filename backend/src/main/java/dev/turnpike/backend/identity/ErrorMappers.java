package dev.turnpike.backend.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.definition.KeptByFile;
import dev.turnpike.tenants.tenant.Forbidden;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever ends a request early, as one of our answers. */
class ErrorMappers {
  private final ErrorAnswers answers;

  ErrorMappers(ErrorAnswers answers) {
    this.answers = answers;
  }

  @ServerExceptionMapper
  public Response refused(Refused refused) {
    return answers.answer(refused.problem());
  }

  @ServerExceptionMapper
  public Response forbidden(Forbidden forbidden) {
    String action = forbidden.permission().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return answers.answer(
        Problem.of(
            Code.FORBIDDEN,
            "Your role in this tenant does not allow: "
                + action
                + ". Ask an owner or admin of the tenant to do it, or to give you a role that may."));
  }

  /** Quarkus has a mapper of its own for this one, unless it is named here. */
  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException mismatched) {
    return unreadable(mismatched);
  }

  @ServerExceptionMapper
  public Response unreadable(JsonProcessingException unreadable) {
    String field =
        unreadable instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(
                    step ->
                        step.getFieldName() != null ? step.getFieldName() : "" + step.getIndex())
                .collect(Collectors.joining("."))
            : "";
    return answers.answer(
        field.isEmpty()
            ? Problem.of(Code.REQUEST_MALFORMED, "The body is not JSON. Send a JSON object.")
            : Problem.invalid(field, "The value has the wrong type or form."));
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException thrown) {
    if (thrown.getCause() instanceof JsonProcessingException unreadable) {
      return unreadable(unreadable);
    }
    int status = thrown.getResponse().getStatus();
    if (status < 400) {
      return thrown.getResponse();
    }
    if (status >= 500) {
      return answers.broken(thrown);
    }
    Response answer = answers.answer(problem(status));
    Object allow = thrown.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 401 -> Problem.of(Code.CREDENTIAL_MISSING, "Log in first.");
      case 403 -> Problem.of(Code.FORBIDDEN, "This is not allowed to you.");
      case 404 -> Problem.of(Code.NOT_FOUND, "There is nothing at this address for you.");
      case 405 ->
          Problem.of(
              Code.METHOD_NOT_ALLOWED,
              "This address has other methods: see the API's description.");
      case 406 -> Problem.of(Code.NOT_ACCEPTABLE, "Accept application/json here.");
      case 409 -> Problem.of(Code.CONFLICT, "Somebody else was faster. Read it again.");
      case 413 -> Problem.of(Code.BODY_TOO_LARGE, "Send a smaller body.");
      case 415 ->
          Problem.parameter("Content-Type", "This type is not read here. Send application/json.");
      case 429 -> Problem.of(Code.RATE_LIMITED, "Too many requests. Wait a minute.");
      default -> Problem.of(Code.REQUEST_MALFORMED, "The request could not be read.");
    };
  }

  @ServerExceptionMapper
  public Response broken(Throwable failure) {
    return KeptByFile.in(failure)
        .map(
            file ->
                answers.answer(
                    Problem.of(
                        Code.CONFLICT,
                        "This is kept in the file "
                            + file
                            + ". Change it there and apply it, or let people keep the tenant again.")))
        .orElseGet(() -> answers.broken(failure));
  }
}
