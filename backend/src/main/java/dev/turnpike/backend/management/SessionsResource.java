package dev.turnpike.backend.management;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.AccessTokens;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.tenant.LogIn;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.SecondFactors;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Log-in of programs that act for a person. */
@Path("/manage/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SessionsResource {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final People people;
  private final SecondFactors factors;
  private final AccessTokens tokens;

  SessionsResource(People people, SecondFactors factors, AccessTokens tokens) {
    this.factors = factors;
    this.people = people;
    this.tokens = tokens;
  }

  /**
   * A log-in.
   *
   * @param code of the second factor, where one is on
   */
  @Schema(name = "LogIn")
  record Wish(@Nullable String email, @Nullable String password, @Nullable String code) {
    @Override
    public String toString() {
      return "log-in of " + email;
    }
  }

  /**
   * A token to be sent as {@code Authorization: Bearer}.
   *
   * @param expiresAt after 15 minutes; then log in again
   */
  @Schema(name = "Session")
  @JsonNaming(SnakeCaseStrategy.class)
  record Session(String token, String tokenType, Instant expiresAt) {
    @Override
    public String toString() {
      return "session until " + expiresAt;
    }
  }

  @POST
  @ResponseStatus(201)
  @Operation(operationId = "logIn", summary = "Log in: e-mail and password for a bearer token")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Session> logIn(@Nullable Wish wish) {
    Wish sent = Sent.body(wish);
    String email = Sent.text("email", sent.email());
    String password = Sent.text("password", sent.password());
    String code = Sent.orEmpty(sent.code());
    return people
        .logIn(email, password)
        .chain(
            answer ->
                answer instanceof LogIn.CodeNeeded(String ticket) && !code.isBlank()
                    ? factors.prove(ticket, code)
                    : Uni.createFrom().item(answer))
        .map(this::session);
  }

  private Session session(LogIn answer) {
    return switch (answer) {
      case LogIn.Welcome welcome -> {
        AccessTokens.Issued token = tokens.issue(welcome.visitor().person());
        yield new Session(token.text(), "Bearer", token.expiresAt());
      }
      case LogIn.CodeNeeded _ ->
          throw Problem.of(
                  Code.CREDENTIAL_INVALID,
                  "This account has a second factor. Send its code as code, beside the password.")
              .with("second_factor", "required")
              .refused();
      case LogIn.Wrong _ ->
          throw Problem.of(
                  Code.CREDENTIAL_INVALID,
                  "E-mail and password do not belong together. Check both.")
              .refused();
      case LogIn.Wait _ ->
          throw Problem.of(Code.RATE_LIMITED, "Too many attempts. Wait a minute, then try again.")
              .retryAfter(PATIENCE)
              .refused();
    };
  }
}
