package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Balance;
import dev.turnpike.tenants.decision.Deny.Fixer;
import dev.turnpike.tenants.decision.Deny.LimitState;
import dev.turnpike.tenants.decision.Deny.Remedy;
import dev.turnpike.tenants.decision.Deny.Who;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Limits and funds in words: 429 when only waiting helps, 402 when a plan or money does. */
final class Conclusion {
  private static final Duration HELD_RETRY = Duration.ofSeconds(1);

  private Conclusion() {}

  static Decision of(Grant grant, Leases.Answer answer) {
    return switch (answer) {
      case Leases.Held _ -> new Allow(grant);
      case Leases.LimitReached reached -> limit(grant, reached);
      case Leases.BudgetReached reached -> budget(grant, reached);
      case Leases.FundsShort funds -> funds(grant, funds);
    };
  }

  /** 429: the limit frees itself after this time. */
  static Deny tooFast(Who who, Limit limit, Duration time, Instant now) {
    Duration wait = Entitlement.wholeSeconds(time);
    return Deny.of(
            Code.RATE_LIMITED,
            "The limit "
                + limit.name()
                + " of "
                + calls(limit)
                + " is reached. Wait "
                + words(wait)
                + " and try again.",
            who)
        .with(new LimitState(limit, limit.quantity(), now.plus(wait)))
        .with(new Remedy("wait", "Wait " + words(wait), Fixer.DEVELOPER))
        .retryAfter(wait);
  }

  private static Deny limit(Grant grant, Leases.LimitReached reached) {
    Limit limit = reached.limit();
    Plan held = grant.subscription().plan();
    Optional<Plan> more = more(limit, held, grant.product(), p -> p.sells(grant.operation()));
    if (more.isEmpty()) {
      Duration untilReset = Duration.between(grant.at(), reached.resetsAt());
      return tooFast(Who.of(grant), limit, untilReset, grant.at());
    }
    return Deny.of(
            usedUp(held),
            "You have used up "
                + calls(limit)
                + ", all that the plan "
                + held.name()
                + " includes. Upgrade your plan to go on at once, or wait until "
                + reached.resetsAt()
                + ".",
            Who.of(grant))
        .with(new LimitState(limit, reached.used(), reached.resetsAt()))
        .with(new Remedy("upgrade", "Upgrade to " + more.get().name(), Fixer.BILLING));
  }

  private static Code usedUp(Plan held) {
    return held.isFree() ? Code.FREE_TIER_EXHAUSTED : Code.QUOTA_EXHAUSTED;
  }

  /** What a caller under this plan gets who reached the limit, whatever the operation. */
  static Code codeOf(Limit limit, Plan held, Product product) {
    return more(limit, held, product, any -> true).isPresent() ? usedUp(held) : Code.RATE_LIMITED;
  }

  /**
   * A plan on sale that includes this call and more of them; without one, money does not help.
   * Nothing of a free product can be paid, so nothing of it answers 402.
   */
  private static Optional<Plan> more(
      Limit reached, Plan held, Product product, Predicate<Plan> sells) {
    if (reached.kind() == Limit.Kind.RATE || product.isFree()) {
      return Optional.empty();
    }
    return product.plans().stream()
        .filter(plan -> !plan.slug().equals(held.slug()) && sells.test(plan))
        .filter(plan -> plan.limits().stream().allMatch(limit -> isRoomier(limit, reached)))
        .findFirst();
  }

  private static boolean isRoomier(Limit offered, Limit reached) {
    boolean comparable =
        offered.hard()
            && offered.kind() == Limit.Kind.ALLOWANCE
            && offered.unit() == reached.unit()
            && offered.window() == reached.window();
    return !comparable || offered.quantity() > reached.quantity();
  }

  /** The publisher, who sees this too, learns neither its name nor its amount. */
  private static Deny budget(Grant grant, Leases.BudgetReached reached) {
    return Deny.of(
            Code.BUDGET_EXHAUSTED,
            "A budget of your organisation is used up until "
                + reached.resetsAt()
                + ". Ask its owner to raise it.",
            Who.of(grant))
        .with(Remedies.named("request-increase", Fixer.OWNER, true))
        .withBudget(reached.budget().id());
  }

  private static Deny funds(Grant grant, Leases.FundsShort funds) {
    Who who = Who.of(grant);
    Balance balance = new Balance(funds.available(), funds.required(), funds.held());
    String numbers =
        "This call costs " + funds.required() + "; " + funds.available() + " is available";
    if (funds.available().plus(funds.held()).compareTo(funds.required()) >= 0) {
      return Deny.of(
              Code.CREDITS_HELD,
              numbers
                  + ", because calls in flight hold "
                  + funds.held()
                  + ". Try again in a moment, or add credit.",
              who)
          .with(balance)
          .with(
              Remedies.named("wait", Fixer.DEVELOPER, true),
              Remedies.named("top-up", Fixer.BILLING, true))
          .retryAfter(HELD_RETRY);
    }
    return Deny.of(Code.INSUFFICIENT_CREDITS, numbers + ". Add credit to go on.", who)
        .with(balance)
        .with(Remedies.named("top-up", Fixer.BILLING, true));
  }

  private static String calls(Limit limit) {
    return limit.quantity()
        + (limit.quantity() == 1 ? " " + unit(limit) : " " + unit(limit) + "s")
        + " a "
        + limit.window().name().toLowerCase(Locale.ROOT);
  }

  private static String unit(Limit limit) {
    return switch (limit.unit()) {
      case REQUESTS -> "call";
      case BYTES -> "byte";
      case INPUT_TOKENS -> "input token";
      case OUTPUT_TOKENS -> "output token";
      case CACHED_TOKENS -> "cached token";
      case INFERENCES -> "inference";
      case SECONDS -> "second";
    };
  }

  private static String words(Duration wait) {
    if (wait.compareTo(Duration.ofMinutes(2)) < 0) {
      return wait.toSeconds() + " s";
    }
    return wait.compareTo(Duration.ofHours(2)) < 0
        ? wait.toMinutes() + " min"
        : wait.toHours() + " h";
  }
}
