package dev.turnpike.tenants.snapshot;

/** What is counted, limited and sold. Prices are stated for 1,000,000 of it. */
public enum Unit {
  REQUESTS,
  /** Request and answer bodies together. */
  BYTES,
  INPUT_TOKENS,
  OUTPUT_TOKENS,
  CACHED_TOKENS,
  INFERENCES,
  /** Started seconds of the origin's work. */
  SECONDS
}
