package dev.turnpike.backend.management;

import dev.turnpike.backend.identity.Problem;
import dev.turnpike.backend.identity.Refused;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.Subscribed;
import org.jspecify.annotations.Nullable;

/** What a command on a subscription came to, when it came to nothing. */
final class Outcomes {
  private Outcomes() {}

  /**
   * @param now the subscription as it stands, for a conflict
   */
  static Refused refused(Outcome outcome, @Nullable Subscribed now) {
    return switch (outcome) {
      case Outcome.Done done -> throw new IllegalArgumentException(done + " is no refusal");
      case Outcome.Unknown _ -> Callers.unknown();
      case Outcome.Conflict(String detail) -> conflict(detail, now).refused();
      case Outcome.OwnRequest _ ->
          Problem.of(
                  Code.FORBIDDEN,
                  "Nobody decides their own request, or one of a tenant they belong to. Ask another"
                      + " approver.")
              .refused();
      case Outcome.Invalid(String field, String detail) -> Problem.invalid(field, detail).refused();
    };
  }

  private static Problem conflict(String detail, @Nullable Subscribed now) {
    Problem problem = Problem.of(Code.CONFLICT, detail);
    return now == null
        ? problem
        : problem.with("state", StateForm.of(now.state())).with("version", now.version());
  }
}
