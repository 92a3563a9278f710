package dev.turnpike.backend.identity;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Problems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request of the management API or of a webhook is refused, until it is answered as problem
 * details (RFC 9457) in the gateway's own format.
 *
 * @param errors the values that are wrong; empty when it is none of them
 * @param facts further members, such as the state that a conflict met
 */
public record Problem(Deny deny, List<Problems.Invalid> errors, Map<String, Object> facts) {
  public Problem {
    errors = List.copyOf(errors);
    facts = Map.copyOf(facts);
  }

  /** A refusal that concerns nobody in particular; the detail says what to do about it. */
  public static Problem of(Code code, String detail) {
    return of(Deny.of(code, detail, Deny.Who.NOBODY));
  }

  /** With parties, numbers and remedies. */
  public static Problem of(Deny deny) {
    return new Problem(deny, List.of(), Map.of());
  }

  /** A wrong member of the body; nested ones are named with dots. */
  public static Problem invalid(String member, String detail) {
    return wrong(member, "/" + member.replace('.', '/'), detail);
  }

  /** A wrong member and what to do about it. */
  public record Wrong(String member, String detail) {}

  /** Several wrong members of the body at once; at least one. */
  public static Problem invalid(List<Wrong> wrong) {
    Wrong first = wrong.getFirst();
    String detail = first.member() + ": " + first.detail();
    String more = wrong.size() == 1 ? "" : " (and " + (wrong.size() - 1) + " more, see errors)";
    return new Problem(
        Deny.of(Code.REQUEST_INVALID, detail + more, Deny.Who.NOBODY),
        wrong.stream()
            .map(each -> new Problems.Invalid("/" + each.member().replace('.', '/'), each.detail()))
            .toList(),
        Map.of());
  }

  /** A wrong parameter of the address, or a wrong header. */
  public static Problem parameter(String name, String detail) {
    return wrong(name, name, detail);
  }

  private static Problem wrong(String name, String pointer, String detail) {
    Deny deny = Deny.of(Code.REQUEST_INVALID, name + ": " + detail, Deny.Who.NOBODY);
    return new Problem(deny, List.of(new Problems.Invalid(pointer, detail)), Map.of());
  }

  public Problem with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new Problem(deny, errors, more);
  }

  public Problem retryAfter(Duration time) {
    return new Problem(deny.retryAfter(time), errors, facts);
  }

  Code code() {
    return deny.code();
  }

  int status() {
    return deny.code().status();
  }

  /** To be thrown: ends the request with this problem. */
  public Refused refused() {
    return new Refused(this);
  }
}
