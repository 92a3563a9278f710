package dev.turnpike.backend.identity;

import dev.turnpike.tenants.decision.Code;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Slows down whoever tries many passwords from one address, on this node; attempts on one account
 * are counted where passwords are compared. Generous, since a whole office may share an address.
 */
class LogInThrottle {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  /** Where passwords, codes and addresses of others can be tried. */
  private static final Pattern COUNTED =
      Pattern.compile(
          "(/admin)?/login(/code)?|/signup|/reset(/.*)?|/join/.*"
              + "|/manage/v1/(sessions|sign-ups|password-resets)(/.*)?");

  private final int attemptsPerMinute;
  private final ErrorAnswers answers;
  private final Clock clock;
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private record Count(Instant since, int attempts) {}

  LogInThrottle(
      @ConfigProperty(name = "turnpike.log-in.attempts-per-minute", defaultValue = "120")
          int attemptsPerMinute,
      ErrorAnswers answers,
      Clock clock) {
    this.attemptsPerMinute = attemptsPerMinute;
    this.answers = answers;
    this.clock = clock;
  }

  @ServerRequestFilter(preMatching = true, priority = CredentialFilter.PRIORITY - 50)
  public @Nullable Response slowDown(ContainerRequestContext context, HttpServerRequest request) {
    String path = context.getUriInfo().getRequestUri().getPath();
    boolean tries = context.getMethod().equals(HttpMethod.POST) && COUNTED.matcher(path).matches();
    if (!tries || count(request.remoteAddress().hostAddress()) <= attemptsPerMinute) {
      return null;
    }
    return answers.answer(
        Problem.of(Code.RATE_LIMITED, "Too many log-ins from your address. Wait a minute.")
            .retryAfter(WINDOW));
  }

  private synchronized int count(String address) {
    Instant now = clock.instant();
    Count old = counts.get(address);
    Count count =
        old == null || now.isAfter(old.since().plus(WINDOW))
            ? new Count(now, 1)
            : new Count(old.since(), old.attempts() + 1);
    counts.put(address, count);
    return count.attempts();
  }
}
