package dev.turnpike.tenants.consumer;

/** The answer to the wish for a new application. */
public sealed interface NewApplication {
  record Created(Application application) implements NewApplication {}

  /** The tenant has one of that slug. */
  record Taken() implements NewApplication {}

  /**
   * The slug or the name cannot be.
   *
   * @param field {@code slug} or {@code name}
   */
  record Invalid(String field, String message) implements NewApplication {}
}
