package dev.turnpike.tenants.ledger;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A statement as a table for spreadsheets (RFC 4180), with its opening and closing balance. */
public final class StatementCsv {
  private StatementCsv() {}

  public static String of(Statement statement) {
    ZoneId zone = statement.zone();
    DateTimeFormatter stamp = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    StringBuilder csv = new StringBuilder("date,what,memo,amount,balance,currency,postings\r\n");
    String currency = statement.opening().currency().getCurrencyCode();
    row(
        csv,
        statement.from().toString(),
        "opening",
        "",
        "",
        statement.opening().decimal(),
        currency,
        "");
    for (Statement.Line line : statement.lines()) {
      row(
          csv,
          stamp.format(line.at().atZone(zone)),
          line.kind(),
          line.memo(),
          line.amount().decimal(),
          line.balance().decimal(),
          currency,
          String.valueOf(line.postings()));
    }
    row(
        csv,
        statement.to().toString(),
        statement.more() ? "cut off: ask for fewer days" : "closing",
        "",
        "",
        statement.closing().decimal(),
        currency,
        "");
    return csv.toString();
  }

  private static void row(StringBuilder csv, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      csv.append(i == 0 ? "" : ",").append(cell(cells[i]));
    }
    csv.append("\r\n");
  }

  /** A text that a spreadsheet would run as a formula is told to be text. */
  private static String cell(String text) {
    boolean number = text.matches("-?[0-9]+([.][0-9]+)?");
    String safe = !number && text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
