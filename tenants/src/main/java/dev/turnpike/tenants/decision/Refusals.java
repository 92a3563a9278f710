package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.CallLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a denial into what the caller reads: problem+json (RFC 9457), JSON:API errors, a page for
 * browsers, or the error of an AI dialect, each with the same facts and links. Never contains
 * anything of a credential but the fact that it was wrong. Thread-safe.
 */
public final class Refusals {
  private static final byte[] NO_BODY = new byte[0];

  private final Links links;
  private final DenialTokens tokens;
  private final RecentDenials recent;

  public Refusals(Links links, DenialTokens tokens, RecentDenials recent) {
    this.links = links;
    this.tokens = tokens;
    this.recent = recent;
  }

  /**
   * The request as far as its refusal depends on it.
   *
   * @param path the public path without the query, which may hold secrets
   * @param accept the header's value; null when there is none
   */
  public record Asked(
      RequestId id, Instant at, String method, String path, @Nullable String accept) {}

  /** The whole answer to a refused call. */
  public Refusal render(Deny deny, Asked asked) {
    return render(deny, List.of(), asked);
  }

  /** The same with each place of the request that is wrong. */
  public Refusal render(Deny deny, List<Problems.Invalid> errors, Asked asked) {
    Optional<CallLog.Denial> denial = denial(deny, asked);
    Case refused = caseOf(deny, asked, denial, errors);
    Format format = Format.of(refused.dialect(), asked.accept());
    List<Map.Entry<String, String>> headers = RefusalHeaders.of(refused, format);
    byte[] body = asked.method().equals("HEAD") ? NO_BODY : format.body(refused);
    return new Refusal(deny.code().status(), headers, body, denial.orElse(null));
  }

  /** The event that ends a stream which had begun before the refusal; then the stream is closed. */
  public byte[] lastEvent(Deny deny, Asked asked) {
    return Format.lastEvent(caseOf(deny, asked, denial(deny, asked), List.of()));
  }

  private Case caseOf(
      Deny deny, Asked asked, Optional<CallLog.Denial> denial, List<Problems.Invalid> errors) {
    return new Case(
        deny,
        asked,
        disclosure(deny.who()),
        denial.map(CallLog.Denial::id).map(id -> DenialTokens.PREFIX + id).orElse(null),
        links,
        errors);
  }

  /** Only a denial whose consumer is known has a page of its own: others could not log in to it. */
  private Optional<CallLog.Denial> denial(Deny deny, Asked asked) {
    return DenialToken.of(deny, asked.id(), asked.at()).map(token -> shared(deny, asked, token));
  }

  private CallLog.Denial shared(Deny deny, Asked asked, DenialToken token) {
    String fingerprint = fingerprint(deny, token);
    RecentDenials.Seen seen = recent.see(fingerprint, asked.at(), () -> tokens.seal(token));
    Case open = new Case(deny, asked, Api.Disclosure.FULL, seen.id(), links, List.of());
    return new CallLog.Denial(
        seen.id().substring(DenialTokens.PREFIX.length()),
        fingerprint,
        seen.first(),
        ProblemJson.facts(open));
  }

  private static String fingerprint(Deny deny, DenialToken token) {
    Api.Operation operation = deny.who().operation();
    return String.join(
        "|",
        token.key() == null ? token.application().toString() : token.key(),
        token.api() == null ? "-" : token.api().toString(),
        operation == null ? "-" : operation.id(),
        token.code().name(),
        token.limit() == null ? "-" : token.limit());
  }

  private static Api.Disclosure disclosure(Deny.Who who) {
    Api.Disclosure chosen = who.api() == null ? Api.Disclosure.FULL : who.api().disclosure();
    return who.exposedKey() && chosen == Api.Disclosure.FULL ? Api.Disclosure.COARSE : chosen;
  }
}
