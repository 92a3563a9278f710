package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal with all its facts; what the consumer gets to see of them is decided when it is
 * rendered.
 *
 * @param detail plain language: why, and what to do about it
 * @param who the parties, as far as they were known when the call was refused
 * @param retryAfter only when waiting alone helps
 */
public record Deny(
    Code code,
    String detail,
    Who who,
    @Nullable Balance balance,
    @Nullable LimitState limit,
    @Nullable Payment payment,
    List<Remedy> remedies,
    @Nullable Duration retryAfter)
    implements Decision {

  public Deny {
    remedies = List.copyOf(remedies);
  }

  /** A refusal without numbers. */
  public static Deny of(Code code, String detail, Who who) {
    return new Deny(code, detail, who, null, null, null, List.of(), null);
  }

  /** Whom the refused call concerns. */
  public record Who(
      @Nullable Publisher publisher,
      @Nullable Api api,
      @Nullable Application application,
      @Nullable String product,
      @Nullable Subscription subscription,
      boolean exposedKey) {
    public static final Who NOBODY = new Who(null, null, null, null, null, false);
  }

  /** The wallet's numbers. */
  public record Balance(Money available, Money required, Money held) {}

  /** The limit that is used up. */
  public record LimitState(Limit limit, long used, Instant resetsAt) {}

  /** The payment that is missing or failed. */
  public record Payment(String reason, @Nullable String processor, @Nullable Money due) {}

  /**
   * A typed way out.
   *
   * @param rel such as {@code top-up}, {@code pay-invoice}, {@code wait}
   * @param params what the remedy changes in the request, if it does
   * @param resolves the identical request succeeds once this is done
   */
  public record Remedy(
      String rel, String title, Map<String, Object> params, Fixer who, boolean resolves) {}

  /** Who can put it right. */
  public enum Fixer {
    DEVELOPER,
    BILLING,
    OWNER,
    PUBLISHER,
    NOBODY
  }
}
