package dev.turnpike.tenants.kernel.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;

/** Numbers and texts held against a schema. */
final class Scalars {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
  private static final BigDecimal INT_32 = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final BigDecimal INT_64 = BigDecimal.valueOf(Long.MAX_VALUE);

  /** A number such as 1e999999 must not be written out. */
  private static final int LARGEST_EXPONENT = 400;

  private static final int MOST_LOOKS = 100_000;

  private Scalars() {}

  static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  static void number(JsonNode rule, JsonNode value, String at, List<Violation> found) {
    BigDecimal number = value.decimalValue();
    if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT) {
      found.add(new Violation(at, "is no number that can be checked"));
      return;
    }
    JsonNode least = rule.path("minimum");
    JsonNode above = rule.path("exclusiveMinimum");
    JsonNode most = rule.path("maximum");
    JsonNode below = rule.path("exclusiveMaximum");
    bound(number, least, above.asBoolean(), 1, "less than ", at, found);
    bound(number, most, below.asBoolean(), -1, "more than ", at, found);
    if (above.isNumber()) {
      bound(number, above, true, 1, "not more than ", at, found);
    }
    if (below.isNumber()) {
      bound(number, below, true, -1, "not less than ", at, found);
    }
    JsonNode step = rule.path("multipleOf");
    if (step.isNumber()
        && step.decimalValue().signum() > 0
        && number.remainder(step.decimalValue()).signum() != 0) {
      found.add(new Violation(at, "is no multiple of " + step));
    }
    String format = rule.path("format").asText();
    if ((format.equals("int32") && number.abs().compareTo(INT_32) > 0)
        || (format.equals("int64") && number.abs().compareTo(INT_64) > 0)) {
      found.add(new Violation(at, "is too large for " + format));
    }
  }

  private static void bound(
      BigDecimal number,
      JsonNode limit,
      boolean exclusive,
      int direction,
      String word,
      String at,
      List<Violation> found) {
    if (limit.isNumber()) {
      int order = number.compareTo(limit.decimalValue()) * direction;
      if (order < 0 || (order == 0 && exclusive)) {
        found.add(new Violation(at, "is " + word + limit));
      }
    }
  }

  static void text(
      JsonSchema schema, JsonNode rule, String value, String at, List<Violation> found) {
    if (rule.has("minLength") || rule.has("maxLength")) {
      int length = value.codePointCount(0, value.length());
      count(rule, "minLength", "maxLength", length, "characters", at, found);
    }
    JsonNode pattern = rule.path("pattern");
    if (pattern.isTextual() && !matches(schema.pattern(pattern.textValue()), value)) {
      found.add(new Violation(at, "does not match " + pattern));
    }
    String format = rule.path("format").asText();
    if (!format.isEmpty() && !hasFormat(format, value)) {
      found.add(new Violation(at, "is no " + format));
    }
  }

  static void count(
      JsonNode rule,
      String least,
      String most,
      int count,
      String of,
      String at,
      List<Violation> found) {
    JsonNode fewest = rule.path(least);
    JsonNode largest = rule.path(most);
    if (fewest.isNumber() && BigInteger.valueOf(count).compareTo(fewest.bigIntegerValue()) < 0) {
      found.add(new Violation(at, "has less than " + fewest + " " + of));
    }
    if (largest.isNumber() && BigInteger.valueOf(count).compareTo(largest.bigIntegerValue()) > 0) {
      found.add(new Violation(at, "has more than " + largest + " " + of));
    }
  }

  /** What is no format known here is a note for people. */
  private static boolean hasFormat(String format, String value) {
    return switch (format) {
      case "date-time" -> parses(() -> OffsetDateTime.parse(value));
      case "date" -> parses(() -> LocalDate.parse(value));
      case "uuid" -> UUID.matcher(value).matches();
      case "email" -> EMAIL.matcher(value).matches();
      case "ipv4" -> IPV4.matcher(value).matches();
      case "uri" -> isUri(value);
      default -> true;
    };
  }

  private static boolean parses(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (DateTimeException other) {
      return false;
    }
  }

  private static boolean isUri(String value) {
    try {
      return new URI(value).isAbsolute();
    } catch (URISyntaxException other) {
      return false;
    }
  }

  /**
   * Whether the pattern is found in the text. One that looks at the text too often, as nested
   * repetitions do, has not found it: an event loop must not hang on a publisher's pattern.
   */
  static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new Watched(text, new int[] {MOST_LOOKS})).find();
    } catch (TooOften | StackOverflowError tooOften) {
      return false;
    }
  }

  private static final class TooOften extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooOften() {
      super("a pattern looks too often", null, false, false);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // a counter that its parts share
  private record Watched(String text, int[] left) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw new TooOften();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.substring(start, end), left);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
