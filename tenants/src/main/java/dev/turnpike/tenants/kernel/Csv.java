package dev.turnpike.tenants.kernel;

/** A table for spreadsheets (RFC 4180). No cell is ever run as a formula. */
public final class Csv {
  private final StringBuilder text = new StringBuilder();

  public Csv row(String... cells) {
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "" : ",").append(cell(cells[i]));
    }
    text.append("\r\n");
    return this;
  }

  /** A text that a spreadsheet would run as a formula is told to be text. */
  private static String cell(String text) {
    boolean number = text.matches("-?[0-9]+([.][0-9]+)?");
    String safe = !number && text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
