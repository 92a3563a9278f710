package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.openapi.Reading;
import dev.turnpike.tenants.openapi.Report;

/** What became of a document that was handed in. */
public sealed interface ImportAnswer {
  /** The draft is what the document says, in force only once published. */
  record Done(Draft draft, Report report) implements ImportAnswer {}

  /** It is no document that can be used. */
  record Bad(Reading.Bad reading) implements ImportAnswer {}

  /** There is no such API, or it is retired. */
  record Refused(PublishAnswer why) implements ImportAnswer {}
}
