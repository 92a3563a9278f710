package dev.turnpike.backend.management;

import dev.turnpike.backend.identity.Problem;
import dev.turnpike.backend.identity.Refused;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.decision.KeyCheck;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Snapshot;
import dev.turnpike.tenants.snapshot.Snapshots;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Optional;

/** Who calls the management API: a person with a token, or an application with its key. */
@ApplicationScoped
class Callers {
  private static final String BEARER = "Bearer ";

  private final CurrentVisitor current;
  private final HttpHeaders headers;
  private final Snapshots snapshots;
  private final Clock clock;

  Callers(CurrentVisitor current, HttpHeaders headers, Snapshots snapshots, Clock clock) {
    this.current = current;
    this.headers = headers;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /** An application that proved itself by its key. */
  record Caller(Application application, Key key) {}

  /** The person; refuses with 401 whoever is none. */
  Visitor person() {
    return current.visitor().orElseThrow(this::nobody);
  }

  /** The person acting for this tenant; 404 unless they are a member. */
  Acting acting(String tenant) {
    return person().in(tenant).orElseThrow(Callers::unknown);
  }

  /** One answer for what is not there and what is not theirs. */
  static Refused unknown() {
    return Problem.of(Code.NOT_FOUND, "There is nothing at this address for you.").refused();
  }

  private Refused nobody() {
    boolean presented = headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    return presented
        ? Problem.of(
                Code.CREDENTIAL_INVALID,
                "This is no token of ours, or it is over: they last 15 minutes. Log in again at"
                    + " POST /manage/v1/sessions. Keys of applications are not accepted here.")
            .refused()
        : Problem.of(
                Code.CREDENTIAL_MISSING,
                "Log in at POST /manage/v1/sessions and send the token as Authorization: Bearer.")
            .refused();
  }

  /** Whether a key of an application is presented, good or bad. */
  boolean presentsKey() {
    return presentedKey().isPresent();
  }

  /** The application; refuses with 401 whoever presents no good key. */
  Caller application() {
    String text =
        presentedKey()
            .orElseThrow(
                () ->
                    Problem.of(
                            Code.CREDENTIAL_MISSING,
                            "Send an application's key as X-API-Key or Authorization: Bearer.")
                        .refused());
    if (!(ApiKeys.parse(text) instanceof Credential.ApiKey presented)) {
      throw refused(Code.CREDENTIAL_INVALID);
    }
    Snapshot snapshot = snapshots.current();
    Key key = snapshot.key(presented.id());
    Application application = key == null ? null : snapshot.application(key.application());
    Code problem = KeyCheck.problem(presented, key, clock.instant());
    if (problem != null) {
      throw refused(problem);
    }
    if (key == null || application == null) {
      throw refused(Code.CREDENTIAL_INVALID);
    }
    return new Caller(application, key);
  }

  private static Refused refused(Code code) {
    return Problem.of(code, code.meaning()).refused();
  }

  private Optional<String> presentedKey() {
    String key = headers.getHeaderString("X-API-Key");
    String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
    Optional<String> bearer =
        authorization != null
                && authorization.regionMatches(true, 0, BEARER + "tp_", 0, BEARER.length() + 3)
            ? Optional.of(authorization.substring(BEARER.length()).strip())
            : Optional.empty();
    if (key == null) {
      return bearer;
    }
    if (authorization != null && !bearer.equals(Optional.of(key))) {
      throw refused(Code.CREDENTIAL_AMBIGUOUS);
    }
    return Optional.of(key);
  }
}
