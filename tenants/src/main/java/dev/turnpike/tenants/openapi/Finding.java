package dev.turnpike.tenants.openapi;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One thing that a report says of a document.
 *
 * @param pointer where in the document (RFC 6901)
 * @param detail names and numbers; no sentence
 */
@RegisterForReflection
public record Finding(What what, String pointer, String detail) {
  /** What was done with it. */
  public enum Kind {
    UNDERSTOOD,
    CHANGED,
    IGNORED
  }

  /** What was found there. */
  public enum What {
    OPERATION(Kind.UNDERSTOOD),
    SCHEMAS(Kind.UNDERSTOOD),
    EXAMPLES(Kind.UNDERSTOOD),
    SERVER(Kind.UNDERSTOOD),
    IDEMPOTENCY(Kind.UNDERSTOOD),

    /** The operation had no operationId. */
    ID_MADE(Kind.CHANGED),
    /** Characters that no id here may have. */
    ID_CLEANED(Kind.CHANGED),
    /** Two operations had the same. */
    ID_TWICE(Kind.CHANGED),
    /** Plans and keys name the operation otherwise already. */
    ID_KEPT(Kind.CHANGED),
    /** A part of a segment is a parameter; the whole segment is one here. */
    SEGMENT_WIDENED(Kind.CHANGED),
    SUMMARY_CUT(Kind.CHANGED),
    SERVER_VARIABLES(Kind.CHANGED),
    TITLE_MISSING(Kind.CHANGED),

    /** Callers use this platform's keys. */
    SECURITY(Kind.IGNORED),
    SERVER_RELATIVE(Kind.IGNORED),
    /** All calls of an API go to the same origins. */
    SERVER_OTHER(Kind.IGNORED),
    METHOD(Kind.IGNORED),
    PATH_BROKEN(Kind.IGNORED),
    /** The path has a query or a fragment in it. */
    PATH_QUERY(Kind.IGNORED),
    /** Another operation matches the same calls. */
    SAME_ROUTE(Kind.IGNORED),
    CALLBACKS(Kind.IGNORED),
    LINKS(Kind.IGNORED),
    WEBHOOKS(Kind.IGNORED),
    EXTENSION(Kind.IGNORED),
    REFERENCE_ELSEWHERE(Kind.IGNORED),
    REFERENCE_BROKEN(Kind.IGNORED);

    private final Kind kind;

    What(Kind kind) {
      this.kind = kind;
    }

    public Kind kind() {
      return kind;
    }
  }

  public Kind kind() {
    return what.kind();
  }
}
