package dev.turnpike.tenants.trail;

import dev.turnpike.tenants.kernel.Csv;
import java.util.List;
import java.util.Objects;

/** The audit trail as a table for spreadsheets, times in UTC. */
public final class TrailCsv {
  private TrailCsv() {}

  /**
   * One line an event.
   *
   * @param more whether older events are left out, which the last line then says
   */
  public static String of(List<Event> events, boolean more) {
    Csv csv =
        new Csv()
            .row(
                "at",
                "action",
                "subject_kind",
                "subject",
                "person",
                "name",
                "email",
                "facts",
                "id");
    for (Event event : events) {
      csv.row(
          event.at().toString(),
          event.action(),
          event.subjectKind(),
          event.subject(),
          event.person() == null ? "platform" : event.person().toString(),
          Objects.requireNonNullElse(event.name(), ""),
          Objects.requireNonNullElse(event.email(), ""),
          event.facts().toString(),
          event.id().toString());
    }
    if (more) {
      csv.row("", "cut off: ask for fewer days", "", "", "", "", "", "", "");
    }
    return csv.toString();
  }
}
