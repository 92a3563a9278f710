package dev.turnpike.tenants.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers of a refusal, so that a client can act on it without reading the body. */
final class RefusalHeaders {
  private static final String EXPOSED =
      "Link, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id,"
          + " x-should-retry";

  private static final Duration USUAL_WAIT = Duration.ofSeconds(2);

  private final List<Map.Entry<String, String>> headers = new ArrayList<>(14);

  private RefusalHeaders() {}

  static List<Map.Entry<String, String>> of(Case refused, Format format) {
    RefusalHeaders headers = new RefusalHeaders();
    headers.add("Content-Type", format.contentType());
    headers.add("Cache-Control", "no-store");
    headers.add("Vary", "Accept");
    headers.add("X-Request-Id", refused.asked().id().toString());
    headers.add("x-should-retry", Boolean.toString(refused.shouldRetry()));
    headers.add("Link", link(refused));
    headers.addLimit(refused);
    headers.addWays(refused);
    headers.add("Access-Control-Expose-Headers", EXPOSED);
    headers.add("X-Content-Type-Options", "nosniff");
    if (format == Format.PAGE) {
      headers.add("Content-Security-Policy", RefusalPage.POLICY);
      headers.add("Referrer-Policy", "no-referrer");
    }
    return List.copyOf(headers.headers);
  }

  private void addLimit(Case refused) {
    Deny.LimitState state = refused.deny().limit();
    if (state == null || !refused.isFull()) {
      return;
    }
    Duration untilReset = untilReset(state, refused);
    Deny.Who who = refused.deny().who();
    add(
        RateLimitHeaders.POLICY,
        RateLimitHeaders.policy(state.limit(), who.application(), who.key()));
    add(
        RateLimitHeaders.STATE,
        RateLimitHeaders.state(state.limit(), 0, untilReset, who.application(), who.key()));
  }

  /** Never earlier than the limit's own reset, when waiting is the way (RFC 9110 §10.2.3). */
  private void addWays(Case refused) {
    Deny deny = refused.deny();
    Duration wait = retryAfter(refused);
    if (wait != null) {
      add("Retry-After", Long.toString(wait.toSeconds()));
    }
    if (deny.code().status() == 401) {
      add("WWW-Authenticate", challenge(deny.code()));
    }
    if (!deny.allow().isEmpty()) {
      add("Allow", String.join(", ", deny.allow()));
    }
  }

  private static @Nullable Duration retryAfter(Case refused) {
    Duration wait = refused.deny().retryAfter();
    Deny.LimitState state = refused.deny().limit();
    if (wait == null && refused.code().firstRemedy().equals(Optional.of("wait"))) {
      wait = USUAL_WAIT;
    }
    if (wait == null) {
      return null;
    }
    Duration whole = Entitlement.wholeSeconds(wait);
    if (refused.code().status() != 429 || state == null) {
      return whole;
    }
    Duration reset = Entitlement.wholeSeconds(untilReset(state, refused));
    return whole.compareTo(reset) < 0 ? reset : whole;
  }

  private static Duration untilReset(Deny.LimitState state, Case refused) {
    return Duration.between(refused.asked().at(), state.resetsAt());
  }

  private static String link(Case refused) {
    String help = "<" + refused.help() + ">; rel=\"help\"";
    String payment = refused.payment();
    return payment == null ? help : "<" + payment + ">; rel=\"payment\", " + help;
  }

  /** RFC 6750 §3: no error code when nothing was presented. */
  private static String challenge(Code code) {
    return switch (code) {
      case CREDENTIAL_EXPIRED ->
          "Bearer realm=\"turnpike\", error=\"invalid_token\", error_description=\"expired\"";
      case CREDENTIAL_REVOKED ->
          "Bearer realm=\"turnpike\", error=\"invalid_token\", error_description=\"revoked\"";
      case CREDENTIAL_MISSING -> "Bearer realm=\"turnpike\"";
      default -> "Bearer realm=\"turnpike\", error=\"invalid_token\"";
    };
  }

  private void add(String name, String value) {
    headers.add(Map.entry(name, value));
  }
}
