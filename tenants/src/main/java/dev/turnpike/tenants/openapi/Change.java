package dev.turnpike.tenants.openapi;

/**
 * One difference between two states of an API, and what it does to callers that worked before.
 *
 * @param pointer where in the newer document; in the older one for what is gone
 * @param detail names; no sentence
 */
public record Change(What what, String pointer, String detail) {
  /** Whether callers have to do something. */
  public enum Effect {
    BREAKS,
    MAY_BREAK,
    SAFE
  }

  /** What differs. */
  public enum What {
    OPERATION_GONE(Effect.BREAKS),
    ROUTE(Effect.BREAKS),
    OPERATION_NEW(Effect.SAFE),
    DEPRECATED(Effect.SAFE),
    ORIGIN(Effect.SAFE),
    ENDS(Effect.SAFE),

    PARAMETER_REQUIRED(Effect.BREAKS),
    PARAMETER_OPTIONAL(Effect.SAFE),
    PARAMETER_NEW(Effect.SAFE),
    PARAMETER_GONE(Effect.MAY_BREAK),

    REQUEST_REQUIRED(Effect.BREAKS),
    REQUEST_MEDIA_GONE(Effect.BREAKS),
    REQUEST_MEMBER_REQUIRED(Effect.BREAKS),
    REQUEST_MEMBER_GONE(Effect.MAY_BREAK),
    REQUEST_MEMBER_NEW(Effect.SAFE),
    REQUEST_TYPE(Effect.BREAKS),
    REQUEST_VALUE_GONE(Effect.BREAKS),
    REQUEST_NARROWED(Effect.BREAKS),

    ANSWER_GONE(Effect.BREAKS),
    ANSWER_MEDIA_GONE(Effect.BREAKS),
    ANSWER_MEMBER_GONE(Effect.BREAKS),
    ANSWER_TYPE(Effect.BREAKS),
    ANSWER_MEMBER_OPTIONAL(Effect.MAY_BREAK),
    ANSWER_MAY_BE_NULL(Effect.MAY_BREAK),
    ANSWER_VALUE_NEW(Effect.MAY_BREAK),
    ANSWER_NEW(Effect.SAFE),
    ANSWER_MEMBER_NEW(Effect.SAFE);

    private final Effect effect;

    What(Effect effect) {
      this.effect = effect;
    }

    public Effect effect() {
      return effect;
    }
  }

  public Effect effect() {
    return what.effect();
  }
}
