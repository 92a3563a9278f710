package dev.turnpike.tenants.decision;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The characters and segments of one request target. */
final class PathParser {
  private static final String SUB_DELIMITERS = "!$&'()*+,=:@";

  private PathParser() {}

  static RequestPath.Path parse(String target) throws Unclear {
    int mark = target.indexOf('?');
    String raw = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? null : target.substring(mark + 1);
    if (raw.isEmpty() || raw.charAt(0) != '/') {
      throw new Unclear("The path does not begin with a slash.");
    }
    checkQuery(query);
    String path = isPlain(raw) ? raw : segments(decoded(raw));
    int second = path.indexOf('/', 1);
    if (second < 0) {
      return new RequestPath.Path(path.substring(1), "", "/", query);
    }
    int third = path.indexOf('/', second + 1);
    String publisher = path.substring(1, second);
    return third < 0
        ? new RequestPath.Path(publisher, path.substring(second + 1), "/", query)
        : new RequestPath.Path(
            publisher, path.substring(second + 1, third), path.substring(third), query);
  }

  /** Whether the path is in normal form already: nearly every call's is. */
  private static boolean isPlain(String raw) {
    char last = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean plain = c == '/' ? last != '/' : c == '.' ? last != '/' : isLiteral(c);
      if (!plain) {
        return false;
      }
      last = c;
    }
    return true;
  }

  private static void checkQuery(@Nullable String query) throws Unclear {
    for (int i = 0; query != null && i < query.length(); i++) {
      char c = query.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#') {
        throw new Unclear("The query contains a character that must be percent-encoded.");
      }
    }
  }

  private static String decoded(String raw) throws Unclear {
    StringBuilder out = new StringBuilder(raw.length());
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '/' || isLiteral(c) || c == '.') {
        out.append(c);
      } else if (c == '%') {
        int value = hexAt(raw, i + 1);
        checkEncoded(value);
        i += 2;
        append(out, value);
        c = (char) value;
      } else {
        throw new Unclear("The path contains a character that must be percent-encoded.");
      }
      bytes[length++] = (byte) c;
    }
    checkUtf8(bytes, length);
    checkOnce(out);
    return out.toString();
  }

  private static void append(StringBuilder out, int value) {
    if (value < 0x80 && isUnreserved((char) value)) {
      out.append((char) value);
    } else {
      out.append('%')
          .append(Character.toUpperCase(Character.forDigit(value >> 4, 16)))
          .append(Character.toUpperCase(Character.forDigit(value & 15, 16)));
    }
  }

  private static int hexAt(String raw, int at) throws Unclear {
    int high = at + 1 < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
    int low = at + 1 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw new Unclear("The path contains a broken percent-encoding.");
    }
    return high * 16 + low;
  }

  private static void checkEncoded(int value) throws Unclear {
    if (value < ' ' || value == 0x7f) {
      throw new Unclear("The path contains an encoded control character.");
    }
    if (value == '/' || value == '\\' || value == ';') {
      throw new Unclear("The path contains an encoded separator.");
    }
  }

  /** An encoded percent sign before two digits would be decoded again by somebody. */
  private static void checkOnce(StringBuilder path) throws Unclear {
    for (int at = path.indexOf("%25"); at >= 0; at = path.indexOf("%25", at + 3)) {
      if (isHex(path, at + 3) && isHex(path, at + 4)) {
        throw new Unclear("The path is percent-encoded twice.");
      }
    }
  }

  private static boolean isHex(CharSequence raw, int at) {
    return at < raw.length() && Character.digit(raw.charAt(at), 16) >= 0;
  }

  private static void checkUtf8(byte[] bytes, int length) throws Unclear {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
    } catch (CharacterCodingException e) {
      throw new Unclear("The path is not UTF-8.");
    }
  }

  /** Resolves dot segments and joins slashes; a path that climbs above its root is malformed. */
  private static String segments(String path) throws Unclear {
    StringBuilder out = new StringBuilder(path.length());
    int at = 0;
    while (at < path.length()) {
      int next = path.indexOf('/', at + 1);
      int end = next < 0 ? path.length() : next;
      String segment = path.substring(at + 1, end);
      boolean last = next < 0;
      if (segment.equals("..")) {
        if (out.isEmpty()) {
          throw new Unclear("The path climbs above its root.");
        }
        out.setLength(out.lastIndexOf("/"));
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        out.append('/').append(segment);
      }
      if (last && (segment.isEmpty() || segment.equals(".") || segment.equals(".."))) {
        out.append('/');
      }
      at = end;
    }
    return out.isEmpty() ? "/" : out.toString();
  }

  private static boolean isLiteral(char c) {
    return (isUnreserved(c) && c != '.') || SUB_DELIMITERS.indexOf(c) >= 0;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /** Ends the reading; without a stack trace, since hostile targets come in numbers. */
  static final class Unclear extends Exception {
    private static final long serialVersionUID = 1;
    private final String reason;

    private Unclear(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
