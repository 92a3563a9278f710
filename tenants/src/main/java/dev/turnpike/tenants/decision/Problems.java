package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.snapshot.Api;
import java.util.List;

/**
 * Errors of the management API and the webhooks, in the same format as the gateway's refusals
 * (R41): {@code application/problem+json} or JSON:API, with the same headers.
 */
public final class Problems {
  private final Links links;

  public Problems(Links links) {
    this.links = links;
  }

  /**
   * A value that is wrong.
   *
   * @param pointer where it stands, as a JSON pointer (RFC 6901) such as {@code /amount}, or the
   *     name of a parameter
   */
  public record Invalid(String pointer, String detail) {}

  public Refusal of(Code code, String detail, Refusals.Asked asked) {
    return of(code, detail, List.of(), asked);
  }

  public Refusal of(Code code, String detail, List<Invalid> errors, Refusals.Asked asked) {
    return of(Deny.of(code, detail, Deny.Who.NOBODY), errors, asked);
  }

  /** With parties, numbers and remedies, such as a declined purchase; without a page of its own. */
  public Refusal of(Deny deny, List<Invalid> errors, Refusals.Asked asked) {
    Case refused = new Case(deny, asked, Api.Disclosure.FULL, null, links, errors);
    Format format = Format.ofJson(asked.accept());
    byte[] body = asked.method().equals("HEAD") ? new byte[0] : format.body(refused);
    return new Refusal(deny.code().status(), RefusalHeaders.of(refused, format), body, null);
  }
}
