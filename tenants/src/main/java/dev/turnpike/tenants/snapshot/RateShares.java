package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.kernel.SubscriptionId;

/**
 * How a rate that each node counts in memory is divided among the nodes that share a database: by
 * what callers ask of each. Alone, a node has all of it.
 */
public interface RateShares {
  /** The whole of a rate, in millionths. */
  int WHOLE = 1_000_000;

  /** For a node that knows of no other. */
  RateShares ALONE =
      new RateShares() {
        @Override
        public void asked(SubscriptionId subscription, String limit) {}

        @Override
        public int part(SubscriptionId subscription, String limit) {
          return WHOLE;
        }
      };

  /** A caller asked this node, whether or not it is let through. Never blocks. */
  void asked(SubscriptionId subscription, String limit);

  /** This node's part, in millionths; at least 1. */
  int part(SubscriptionId subscription, String limit);
}
