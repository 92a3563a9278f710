package dev.turnpike.tenants.decision;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code docs/http-status-codes.md}, written from the list of codes. */
final class CodeDocument {
  private static final String HEAD =
      """
      # HTTP status codes

      Written from `dev.turnpike.tenants.decision.Code` by `EveryCodeTest`; do not edit by hand.

      **401** who are you · **403** not allowed, money does not help · **404** you may not know that it
      exists · **402** money, a plan or a raised limit helps at once · **429** waiting helps · **5xx** our
      fault or the origin's.

      The earliest check decides: malformed 400 · publisher, API 404 · credential 401 · visibility 404 ·
      operation 404, 405 · permission, approval 403 · rate 429 · subscription 402 · plan 402 · quota 402,
      429 · funds 402 · forward. A refused call never reaches the origin and is never charged.

      """;

  private CodeDocument() {}

  static String text() {
    List<Code> codes =
        Arrays.stream(Code.values()).sorted(Comparator.comparingInt(Code::status)).toList();
    StringBuilder text = new StringBuilder(HEAD);
    text.append("| status | code | who can fix it | waiting helps | first remedy |\n");
    text.append("| --- | --- | --- | --- | --- |\n");
    for (Code code : codes) {
      text.append(
          "| %d | [`%s`](#%s) | %s | %s | %s |%n"
              .formatted(
                  code.status(),
                  code,
                  code.name().toLowerCase(Locale.ROOT),
                  fixer(code),
                  code.waitingHelps() ? "yes" : "no",
                  code.firstRemedy().orElse("–")));
    }
    for (Code code : codes) {
      text.append("\n## ").append(code.name()).append("\n\n");
      text.append(code.status()).append(" · ").append(code.title()).append(".\n\n");
      text.append(code.meaning()).append("\n\n");
      int number = 1;
      for (String step : code.steps()) {
        text.append(number++).append(". ").append(step).append('\n');
      }
    }
    return text.toString();
  }

  private static String fixer(Code code) {
    return code.fixer() == Deny.Fixer.NOBODY ? "–" : code.fixer().name().toLowerCase(Locale.ROOT);
  }
}
