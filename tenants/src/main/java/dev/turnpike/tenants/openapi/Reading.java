package dev.turnpike.tenants.openapi;

/** What came of reading bytes as an OpenAPI document. */
public sealed interface Reading {
  /** A document of a version that is understood. */
  record Good(Document document) implements Reading {}

  /**
   * It cannot be used.
   *
   * @param line where, counted from 1; 0: the whole of it
   * @param detail the parser's word or what was found; may be empty
   */
  record Bad(Reason reason, int line, String detail) implements Reading {
    static Bad of(Reason reason) {
      return new Bad(reason, 0, "");
    }
  }

  /** Why not. */
  enum Reason {
    /** There is nothing in it. */
    EMPTY,
    /** It is larger than {@link Document#MOST_BYTES}. */
    TOO_LARGE,
    /** Neither JSON nor YAML. */
    BROKEN,
    /** Objects within objects, more than {@link Document#DEEPEST}. */
    TOO_DEEP,
    /** It has no {@code openapi} member. */
    NO_OPENAPI,
    /** Swagger 2.0, or another version than 3.0 and 3.1. */
    VERSION,
    /** No operation in it can be called. */
    NOTHING_TO_CALL,
    /** More operations than an API may have. */
    TOO_MANY
  }
}
