package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.snapshot.RateShares;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What callers ask of this node's rate limits, told to the other nodes with each sign of life, and
 * the node's part that follows. The parts of all nodes add up to the whole as soon as their demands
 * stand still; a caller that goes from one node to another waits two rounds for its rate to follow.
 */
final class Demands implements RateShares {
  /** More callers than this at a time have the whole rate on each node. */
  private static final int MOST = 100_000;

  /** Rounds without a call after which a demand is forgotten. */
  private static final int QUIET_ROUNDS = 3;

  private final ConcurrentHashMap<Subject, Demand> demands = new ConcurrentHashMap<>();
  private volatile boolean alone = true;

  private record Subject(SubscriptionId subscription, String limit) {}

  private static final class Demand {
    private final LongAdder asked = new LongAdder();
    private volatile int part = WHOLE;
    private long last;
    private int quiet;
  }

  /** What is told of one limit: this node's demand, or in an answer that of all nodes. */
  record Told(UUID subscription, String limit, long demand) {}

  @Override
  public void asked(SubscriptionId subscription, String limit) {
    if (!alone) {
      Demand demand = demand(subscription, limit);
      if (demand != null) {
        demand.asked.increment();
      }
    }
  }

  @Override
  public int part(SubscriptionId subscription, String limit) {
    if (alone) {
      return WHOLE;
    }
    Demand demand = demands.get(new Subject(subscription, limit));
    return demand == null ? WHOLE : demand.part;
  }

  private @Nullable Demand demand(SubscriptionId subscription, String limit) {
    Subject subject = new Subject(subscription, limit);
    Demand known = demands.get(subject);
    if (known != null || demands.size() >= MOST) {
      return known;
    }
    return demands.computeIfAbsent(subject, s -> new Demand());
  }

  /** This round's demands; one round at a time. */
  List<Told> round() {
    List<Told> told = new ArrayList<>();
    demands
        .entrySet()
        .removeIf(
            entry -> {
              Demand demand = entry.getValue();
              demand.last = demand.asked.sumThenReset();
              demand.quiet = demand.last == 0 ? demand.quiet + 1 : 0;
              return demand.quiet > QUIET_ROUNDS;
            });
    demands.forEach(
        (subject, demand) -> {
          if (demand.last > 0) {
            told.add(new Told(subject.subscription().value(), subject.limit(), demand.last));
          }
        });
    return told;
  }

  /** What all nodes told together, and how many they are. */
  void heard(long nodes, List<Told> all) {
    alone = nodes < 2;
    for (Told each : all) {
      Demand demand =
          demands.get(new Subject(new SubscriptionId(each.subscription()), each.limit()));
      if (demand != null) {
        long whole = Math.max(each.demand(), demand.last) + nodes;
        demand.part = (int) Math.max(1, WHOLE * (demand.last + 1) / whole);
      }
    }
  }
}
