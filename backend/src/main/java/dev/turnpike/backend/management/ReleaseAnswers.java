package dev.turnpike.backend.management;

import dev.turnpike.backend.identity.Problem;
import dev.turnpike.backend.identity.Refused;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.openapi.Reading;
import dev.turnpike.tenants.publishing.Draft;
import dev.turnpike.tenants.publishing.PublishAnswer;
import dev.turnpike.tenants.publishing.Release;
import java.util.List;

/** What the publishing side answers, as the API tells it. */
final class ReleaseAnswers {
  private ReleaseAnswers() {}

  /** The release that is live now; refuses when nothing went live. */
  static Release released(PublishAnswer answer) {
    if (answer instanceof PublishAnswer.Done(Release release)) {
      return release;
    }
    throw refused(answer);
  }

  /** The draft as it is kept now; refuses when it is not. */
  static Draft kept(PublishAnswer answer) {
    if (answer instanceof PublishAnswer.Kept(Draft draft)) {
      return draft;
    }
    throw refused(answer);
  }

  static Refused refused(PublishAnswer answer) {
    return switch (answer) {
      case PublishAnswer.Unknown _ -> Callers.unknown();
      case PublishAnswer.Taken(String slug) ->
          conflict("There is an API " + slug + ". Take another slug: they are never reused.");
      case PublishAnswer.NoDraft _ -> conflict("There is no draft. Write one first.");
      case PublishAnswer.Same(int number) ->
          conflict("Release " + number + " is live and says the same.");
      case PublishAnswer.Retired _ ->
          conflict("The API is retired. Bring it back before you change it.");
      case PublishAnswer.Invalid(List<Fault> faults) -> invalid("", faults);
      case PublishAnswer.Done _, PublishAnswer.Kept _ ->
          throw new IllegalStateException("no refusal: " + answer);
    };
  }

  /** Each fault with its field: {@code operations[0].id} as {@code terms.operations.0.id}. */
  static Refused invalid(String below, List<Fault> faults) {
    return Problem.invalid(
            faults.stream()
                .map(
                    fault -> {
                      String path = fault.path().replace("[", ".").replace("]", "");
                      String field =
                          below.isEmpty() || path.isEmpty() ? below + path : below + "." + path;
                      return new Problem.Wrong(field, fault.reason());
                    })
                .toList())
        .refused();
  }

  static Refused bad(Reading.Bad bad) {
    String where = bad.line() > 0 ? " (line " + bad.line() + ")" : "";
    String detail = bad.detail().isEmpty() ? "" : ": " + bad.detail();
    String reason =
        switch (bad.reason()) {
          case EMPTY -> "There is nothing in the document.";
          case TOO_LARGE -> "The document is larger than 8 MiB.";
          case BROKEN -> "The document is neither JSON nor YAML" + where + detail;
          case TOO_DEEP -> "The document is nested deeper than 200 levels" + where + ".";
          case NO_OPENAPI -> "The document has no openapi member.";
          case VERSION -> "Only OpenAPI 3.0 and 3.1 are understood" + detail + ".";
          case NOTHING_TO_CALL -> "No operation in the document can be called.";
          case TOO_MANY ->
              "The document has more than " + ApiTerms.MOST_OPERATIONS + " operations.";
        };
    return Problem.invalid("", reason).refused();
  }

  private static Refused conflict(String detail) {
    return Problem.of(Code.CONFLICT, detail).refused();
  }
}
