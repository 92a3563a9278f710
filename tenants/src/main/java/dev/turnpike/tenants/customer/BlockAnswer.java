package dev.turnpike.tenants.customer;

/** What became of a wish to shut a consumer out, or to let it in again. */
public sealed interface BlockAnswer {
  /**
   * Committed; every node of the gateway knows within a second.
   *
   * @param subscriptions how many it changed; none when it was so already
   */
  record Done(int subscriptions) implements BlockAnswer {}

  /** No consumer of this publisher. */
  record Unknown() implements BlockAnswer {}

  /** A block says why: the consumer will read it. */
  record ReasonMissing() implements BlockAnswer {}
}
