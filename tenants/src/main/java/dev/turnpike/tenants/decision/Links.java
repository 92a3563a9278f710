package dev.turnpike.tenants.decision;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in the portal that a refusal points at. They begin with {@code turnpike.portal.url},
 * never with anything that a request says.
 */
public final class Links {
  private final String portal;

  public Links(URI portal) {
    String text = portal.toString();
    this.portal = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** The page that explains a code; without a publisher the platform's own. */
  public String help(@Nullable String publisher, Code code) {
    return publisher == null
        ? portal + "/errors/" + code.name()
        : portal + "/" + publisher + "/errors/" + code.name();
  }

  /** The page that fixes exactly this denial. */
  public String resolve(String publisher, String denial) {
    return portal + "/" + publisher + "/resolve/" + denial;
  }

  /** Subscriptions, quota and billing of the visitor's tenant with this publisher. */
  public String relation(String publisher) {
    return portal + "/" + publisher;
  }
}
