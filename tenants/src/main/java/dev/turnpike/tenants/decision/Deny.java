package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Product;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refusal with all its facts; what the consumer gets to see of them is decided when it is
 * rendered.
 *
 * @param detail plain language: why, and what to do about it
 * @param who the parties, as far as they were known when the call was refused
 * @param retryAfter only when waiting alone helps
 * @param allow the methods that a 405 offers instead
 * @param budget the consumer's own that is used up; only the consumer's people are told more of it
 */
public record Deny(
    Code code,
    String detail,
    Who who,
    @Nullable Balance balance,
    @Nullable LimitState limit,
    @Nullable Payment payment,
    List<Remedy> remedies,
    @Nullable Duration retryAfter,
    List<String> allow,
    @Nullable UUID budget)
    implements Decision {

  public Deny {
    remedies = List.copyOf(remedies);
    allow = List.copyOf(allow);
  }

  public Deny(
      Code code,
      String detail,
      Who who,
      @Nullable Balance balance,
      @Nullable LimitState limit,
      @Nullable Payment payment,
      List<Remedy> remedies,
      @Nullable Duration retryAfter) {
    this(code, detail, who, balance, limit, payment, remedies, retryAfter, List.of(), null);
  }

  /** A refusal without numbers. */
  public static Deny of(Code code, String detail, Who who) {
    return new Deny(code, detail, who, null, null, null, List.of(), null);
  }

  public Deny with(Balance numbers) {
    return new Deny(
        code, detail, who, numbers, limit, payment, remedies, retryAfter, allow, budget);
  }

  public Deny with(LimitState state) {
    return new Deny(
        code, detail, who, balance, state, payment, remedies, retryAfter, allow, budget);
  }

  public Deny with(Payment missing) {
    return new Deny(
        code, detail, who, balance, limit, missing, remedies, retryAfter, allow, budget);
  }

  public Deny with(Remedy... ways) {
    return new Deny(
        code, detail, who, balance, limit, payment, List.of(ways), retryAfter, allow, budget);
  }

  public Deny retryAfter(Duration time) {
    return new Deny(code, detail, who, balance, limit, payment, remedies, time, allow, budget);
  }

  public Deny allowing(List<String> methods) {
    return new Deny(
        code, detail, who, balance, limit, payment, remedies, retryAfter, methods, budget);
  }

  /** For a budget that is used up. */
  public Deny withBudget(UUID usedUp) {
    return new Deny(
        code, detail, who, balance, limit, payment, remedies, retryAfter, allow, usedUp);
  }

  /** Whom the refused call concerns. */
  public record Who(
      @Nullable Publisher publisher,
      @Nullable Api api,
      Api.@Nullable Operation operation,
      @Nullable Application application,
      @Nullable Key key,
      @Nullable Product product,
      @Nullable Subscription subscription) {
    public static final Who NOBODY = new Who(null, null, null, null, null, null, null);

    /** Everybody that a granted call names. */
    public static Who of(Grant grant) {
      return new Who(
          grant.publisher(),
          grant.api(),
          grant.operation(),
          grant.application(),
          grant.key(),
          grant.product(),
          grant.subscription());
    }

    public static Who of(Publisher publisher) {
      return new Who(publisher, null, null, null, null, null, null);
    }

    public static Who of(Publisher publisher, Api api) {
      return new Who(publisher, api, null, null, null, null, null);
    }

    public Who with(Application caller, Key presented) {
      return new Who(publisher, api, operation, caller, presented, product, subscription);
    }

    public Who with(Api.Operation called) {
      return new Who(publisher, api, called, application, key, product, subscription);
    }

    public Who with(Product sold, @Nullable Subscription held) {
      return new Who(publisher, api, operation, application, key, sold, held);
    }

    /** A key used in browsers: anybody may read what it is told. */
    public boolean exposedKey() {
      return key != null && key.exposed();
    }
  }

  /** The wallet's numbers. */
  public record Balance(Money available, Money required, Money held) {}

  /** The limit that is used up. */
  public record LimitState(Limit limit, long used, Instant resetsAt) {}

  /**
   * The payment that is missing or failed.
   *
   * @param reason such as {@code card_expired}; the processor's words in ours
   */
  public record Payment(
      String reason,
      @Nullable String processor,
      @Nullable Money due,
      @Nullable InvoiceId invoice,
      @Nullable Instant graceUntil) {}

  /**
   * A typed way out.
   *
   * @param rel such as {@code top-up}, {@code pay-invoice}, {@code wait}
   * @param params what the remedy changes in the request, if it does
   * @param resolves the identical request succeeds once this is done
   */
  public record Remedy(
      String rel, String title, Map<String, Object> params, Fixer who, boolean resolves) {
    public Remedy(String rel, String title, Fixer who) {
      this(rel, title, Map.of(), who, true);
    }
  }

  /** Who can put it right. */
  public enum Fixer {
    DEVELOPER,
    BILLING,
    OWNER,
    PUBLISHER,
    NOBODY
  }
}
