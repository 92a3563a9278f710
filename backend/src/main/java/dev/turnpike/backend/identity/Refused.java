package dev.turnpike.backend.identity;

/**
 * Ends a request of the management API with a problem. An expected answer, so it has no stack trace
 * and is not logged.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refused(Problem problem) {
    super(problem.deny().detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
