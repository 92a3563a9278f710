package dev.turnpike.tenants.ledger;

import dev.turnpike.tenants.kernel.Csv;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A statement as a table for spreadsheets (RFC 4180), with its opening and closing balance. */
public final class StatementCsv {
  private StatementCsv() {}

  public static String of(Statement statement) {
    ZoneId zone = statement.zone();
    DateTimeFormatter stamp = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    Csv csv = new Csv().row("date", "what", "memo", "amount", "balance", "currency", "postings");
    String currency = statement.opening().currency().getCurrencyCode();
    csv.row(
        statement.from().toString(),
        "opening",
        "",
        "",
        statement.opening().decimal(),
        currency,
        "");
    for (Statement.Line line : statement.lines()) {
      csv.row(
          stamp.format(line.at().atZone(zone)),
          line.kind(),
          line.memo(),
          line.amount().decimal(),
          line.balance().decimal(),
          currency,
          String.valueOf(line.postings()));
    }
    csv.row(
        statement.to().toString(),
        statement.more() ? "cut off: ask for fewer days" : "closing",
        "",
        "",
        statement.closing().decimal(),
        currency,
        "");
    return csv.toString();
  }
}
