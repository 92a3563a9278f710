package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.catalog.Fault;
import java.util.List;

/** What became of a wish to change what an API is. */
public sealed interface PublishAnswer {
  /** It is in force on every node within a second. */
  record Done(Release release) implements PublishAnswer {}

  /** The draft is kept; nothing of it is in force. */
  record Kept(Draft draft) implements PublishAnswer {}

  /** The live release says the very same. */
  record Same(int number) implements PublishAnswer {}

  /** The tenant has no such API, or the API no such release. */
  record Unknown() implements PublishAnswer {}

  /** There is nothing to publish. */
  record NoDraft() implements PublishAnswer {}

  /** A retired API changes no more until it is brought back. */
  record Retired() implements PublishAnswer {}

  /** The slug is in use; slugs are never reused. */
  record Taken(String slug) implements PublishAnswer {}

  /** Each field and what to do about it. */
  record Invalid(List<Fault> faults) implements PublishAnswer {
    public Invalid {
      faults = List.copyOf(faults);
    }

    static Invalid of(String field, String reason) {
      return new Invalid(List.of(new Fault(field, reason)));
    }
  }
}
