package dev.turnpike.tenants.decision;

import static dev.turnpike.tenants.decision.Deny.Fixer.BILLING;
import static dev.turnpike.tenants.decision.Deny.Fixer.DEVELOPER;
import static dev.turnpike.tenants.decision.Deny.Fixer.NOBODY;
import static dev.turnpike.tenants.decision.Deny.Fixer.OWNER;
import static dev.turnpike.tenants.decision.Deny.Fixer.PUBLISHER;

import dev.turnpike.tenants.decision.Deny.Fixer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every reason for which the gateway, the management API or a webhook refuses. The documentation
 * pages, {@code docs/http-status-codes.md}, the OpenAPI responses and the tests are made from this
 * list; what each code means and what to do about it stands in {@link Meanings}.
 *
 * <p>401 who are you; 403 not allowed, money does not help; 404 you may not know that it exists;
 * 402 money, a plan or a raised limit helps at once; 429 waiting helps; 5xx our fault or the
 * origin's.
 */
public enum Code {
  REQUEST_MALFORMED(400, Category.REQUEST, DEVELOPER, "Malformed request"),
  REQUEST_INVALID(400, Category.REQUEST, DEVELOPER, "Invalid request"),
  CREDENTIAL_AMBIGUOUS(400, Category.CREDENTIAL, DEVELOPER, "Two different credentials"),
  CREDENTIAL_MISSING(401, Category.CREDENTIAL, DEVELOPER, "Credential missing", "manage-keys"),
  CREDENTIAL_INVALID(401, Category.CREDENTIAL, DEVELOPER, "Credential invalid", "manage-keys"),
  CREDENTIAL_EXPIRED(401, Category.CREDENTIAL, DEVELOPER, "Credential expired", "manage-keys"),
  CREDENTIAL_REVOKED(401, Category.CREDENTIAL, DEVELOPER, "Credential revoked", "manage-keys"),
  SUBSCRIPTION_REQUIRED(402, Category.SUBSCRIPTION, BILLING, "Subscription required", "subscribe"),
  AWAITING_PAYMENT(402, Category.SUBSCRIPTION, BILLING, "First payment missing", "pay"),
  SUBSCRIPTION_EXPIRED(402, Category.SUBSCRIPTION, BILLING, "Subscription expired", "renew"),
  SUBSCRIPTION_CANCELED(402, Category.SUBSCRIPTION, BILLING, "Subscription canceled", "renew"),
  SUBSCRIPTION_PAUSED(402, Category.SUBSCRIPTION, BILLING, "Subscription paused", "resume"),
  TRIAL_ENDED(402, Category.SUBSCRIPTION, BILLING, "Trial ended", "choose-plan"),
  NOT_ELIGIBLE(402, Category.SUBSCRIPTION, PUBLISHER, "Not eligible", "contact"),
  PAYMENT_OVERDUE(402, Category.PAYMENT, BILLING, "Payment overdue", "pay-invoice"),
  PAYMENT_METHOD_REQUIRED(
      402, Category.PAYMENT, BILLING, "Payment method required", "update-payment-method"),
  PAYMENT_METHOD_EXPIRED(
      402, Category.PAYMENT, BILLING, "Payment method expired", "update-payment-method"),
  PAYMENT_ACTION_REQUIRED(
      402, Category.PAYMENT, BILLING, "Payment needs your confirmation", "confirm-payment"),
  PAYMENT_DECLINED(402, Category.PAYMENT, BILLING, "Payment declined", "update-payment-method"),
  PLAN_UPGRADE_REQUIRED(402, Category.PLAN, BILLING, "Plan upgrade required", "upgrade"),
  MODEL_NOT_IN_PLAN(402, Category.PLAN, BILLING, "Model not in your plan", "upgrade"),
  QUOTA_EXHAUSTED(402, Category.QUOTA, BILLING, "Quota exhausted", "upgrade"),
  FREE_TIER_EXHAUSTED(402, Category.QUOTA, BILLING, "Free allowance exhausted", "upgrade"),
  INSUFFICIENT_CREDITS(402, Category.FUNDS, BILLING, "Insufficient credits", "top-up"),
  CREDITS_HELD(402, Category.FUNDS, BILLING, "Credits held by calls in flight", "wait"),
  BUDGET_EXHAUSTED(402, Category.BUDGET, OWNER, "Budget exhausted", "request-increase"),
  SPEND_LIMIT_REACHED(402, Category.BUDGET, OWNER, "Spend limit reached", "request-increase"),
  PUBLISHER_SUSPENDED(402, Category.PLATFORM, OWNER, "Your tenant is suspended", "pay-invoice"),
  NOT_SUBSCRIBED(403, Category.ACCESS, DEVELOPER, "Not subscribed", "subscribe"),
  SUBSCRIPTION_PENDING_APPROVAL(
      403, Category.ACCESS, PUBLISHER, "Subscription waits for approval", "view-request"),
  SUBSCRIPTION_REJECTED(
      403, Category.ACCESS, PUBLISHER, "Subscription request rejected", "view-request"),
  SUBSCRIPTION_BLOCKED(403, Category.ACCESS, PUBLISHER, "Subscription blocked", "view-request"),
  CONSUMER_SUSPENDED(403, Category.ACCESS, OWNER, "Your tenant is suspended", "contact"),
  CONTENT_BLOCKED(403, Category.ACCESS, DEVELOPER, "Content blocked", "contact"),
  FORBIDDEN(403, Category.ACCESS, PUBLISHER, "Forbidden", "contact"),
  NOT_FOUND(404, Category.REQUEST, DEVELOPER, "Not found"),
  METHOD_NOT_ALLOWED(405, Category.REQUEST, DEVELOPER, "Method not allowed"),
  NOT_ACCEPTABLE(406, Category.REQUEST, DEVELOPER, "Not acceptable"),
  CONFLICT(409, Category.REQUEST, DEVELOPER, "Conflict"),
  IDEMPOTENCY_IN_PROGRESS(409, Category.REQUEST, NOBODY, "First attempt in progress", "wait"),
  API_RETIRED(410, Category.REQUEST, DEVELOPER, "API retired", "contact"),
  MAX_COST_EXCEEDED(412, Category.FUNDS, DEVELOPER, "Costs more than you allow", "raise-max-cost"),
  BODY_TOO_LARGE(413, Category.REQUEST, DEVELOPER, "Body too large"),
  URI_TOO_LONG(414, Category.REQUEST, DEVELOPER, "Address too long"),
  IDEMPOTENCY_MISMATCH(422, Category.REQUEST, DEVELOPER, "Idempotency key reused"),
  RATE_LIMITED(429, Category.RATE, NOBODY, "Too many requests", "wait"),
  HEADERS_TOO_LARGE(431, Category.REQUEST, DEVELOPER, "Headers too large"),
  INTERNAL_ERROR(500, Category.PLATFORM, NOBODY, "Internal error"),
  UNSUPPORTED(501, Category.REQUEST, DEVELOPER, "Not supported"),
  ORIGIN_BILLING(502, Category.ORIGIN, PUBLISHER, "The publisher's supplier refused"),
  ORIGIN_RESET(502, Category.ORIGIN, PUBLISHER, "The origin broke off"),
  ORIGIN_INVALID(502, Category.ORIGIN, PUBLISHER, "The origin's answer is invalid"),
  TENANT_UNAVAILABLE(503, Category.PLATFORM, PUBLISHER, "Temporarily unavailable"),
  BILLING_UNAVAILABLE(503, Category.PLATFORM, NOBODY, "Billing unavailable", "wait"),
  ORIGIN_UNREACHABLE(503, Category.ORIGIN, PUBLISHER, "The origin cannot be reached", "wait"),
  OVERLOADED(503, Category.PLATFORM, NOBODY, "Overloaded", "wait"),
  MAINTENANCE(503, Category.PLATFORM, NOBODY, "Maintenance", "wait"),
  SNAPSHOT_STALE(503, Category.PLATFORM, NOBODY, "Configuration out of date", "wait"),
  ORIGIN_TIMEOUT(504, Category.ORIGIN, PUBLISHER, "The origin did not answer in time");

  private final int status;
  private final Category category;
  private final Fixer fixer;
  private final String title;
  private final @Nullable String remedy;

  Code(int status, Category category, Fixer fixer, String title) {
    this(status, category, fixer, title, null);
  }

  Code(int status, Category category, Fixer fixer, String title, @Nullable String remedy) {
    this.status = status;
    this.category = category;
    this.fixer = fixer;
    this.title = title;
    this.remedy = remedy;
  }

  /** The code of this name; empty for anything else, such as a guess in an address. */
  public static Optional<Code> named(String name) {
    for (Code code : values()) {
      if (code.name().equals(name)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /** The HTTP status (RFC 9110 §15). */
  public int status() {
    return status;
  }

  /** Which part of the platform objects. */
  public Category category() {
    return category;
  }

  /** In plain language, a few words, without numbers. */
  public String title() {
    return title;
  }

  /** Who can put it right. */
  public Fixer fixer() {
    return fixer;
  }

  /** Whether the identical request may succeed later without anybody doing anything. */
  public boolean waitingHelps() {
    return "wait".equals(remedy) || this == TENANT_UNAVAILABLE;
  }

  /** The first way out; empty when there is none but to change the request. */
  public Optional<String> firstRemedy() {
    return Optional.ofNullable(remedy);
  }

  /** Why it happens, in plain language: one or two sentences without numbers. */
  public String meaning() {
    return Meanings.of(this).meaning();
  }

  /** What to do about it, in order. */
  public List<String> steps() {
    return Meanings.of(this).steps();
  }

  /** Which part of the platform objects. */
  public enum Category {
    REQUEST,
    CREDENTIAL,
    ACCESS,
    RATE,
    SUBSCRIPTION,
    PAYMENT,
    PLAN,
    QUOTA,
    BUDGET,
    FUNDS,
    ORIGIN,
    PLATFORM;

    /** As it stands in a problem. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
