package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.decision.RateLimits;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.RateShares;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The limits that are short and large enough to be counted by each node for itself, each taking its
 * part of the rate.
 */
@Singleton
class MemoryRateLimits implements RateLimits {
  private final Cells<Subject> cells;
  private final RateShares shares;

  @Inject
  MemoryRateLimits(GatewayConfig config, RateShares shares) {
    this(config.maxRateCounters(), shares);
  }

  MemoryRateLimits(int maxCounters) {
    this(maxCounters, RateShares.ALONE);
  }

  MemoryRateLimits(int maxCounters, RateShares shares) {
    this.cells = new Cells<>(maxCounters);
    this.shares = shares;
  }

  @Override
  public Optional<Wait> take(SubscriptionId subscription, Plan plan, Instant now) {
    long nowNanos = nanosOf(now);
    List<Limit> limits = plan.limits();
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      if (limit.isExact()) {
        continue;
      }
      Subject subject = new Subject(subscription, limit.name());
      shares.asked(subscription, limit.name());
      int part = shares.part(subscription, limit.name());
      long size = Math.max(1, limit.quantity() * part / RateShares.WHOLE);
      long wait = cells.take(subject, nowNanos, intervalOf(subscription, limit), size);
      if (wait > 0) {
        giveBack(subscription, limits.subList(0, i));
        return Optional.of(new Wait(limit, Duration.ofNanos(wait)));
      }
    }
    return Optional.empty();
  }

  @Override
  public void giveBack(SubscriptionId subscription, Plan plan) {
    giveBack(subscription, plan.limits());
  }

  @Override
  public List<Left> left(SubscriptionId subscription, Plan plan, Instant now) {
    if (plan.limits().size() == plan.exactLimits().size()) {
      return List.of();
    }
    List<Left> left = new ArrayList<>();
    for (Limit limit : plan.limits()) {
      if (!limit.isExact()) {
        long untilFull = cells.untilFull(new Subject(subscription, limit.name()), nanosOf(now));
        long taken = Math.ceilDiv(untilFull, intervalOf(subscription, limit));
        left.add(
            new Left(limit, Math.max(0, limit.quantity() - taken), Duration.ofNanos(untilFull)));
      }
    }
    return left;
  }

  private void giveBack(SubscriptionId subscription, List<Limit> limits) {
    for (Limit limit : limits) {
      if (!limit.isExact()) {
        cells.giveBack(new Subject(subscription, limit.name()), intervalOf(subscription, limit));
      }
    }
  }

  /** Between two tokens, at this node's part of the rate. */
  private long intervalOf(SubscriptionId subscription, Limit limit) {
    long whole = Math.max(1, limit.window().length().toNanos() / limit.quantity());
    return whole * RateShares.WHOLE / shares.part(subscription, limit.name());
  }

  private static long nanosOf(Instant now) {
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private record Subject(SubscriptionId subscription, String limit) {}
}
