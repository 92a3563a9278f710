package dev.turnpike.ui;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes PDF 1.4 (ISO 32000): text in the standard fonts and lines, on A4 pages. Nothing else, and
 * so nothing that a native image cannot do: the usual libraries bring AWT. Positions are whole
 * points from the top left; letters outside of WinAnsi become a question mark.
 */
public final class Pdf {
  public static final int WIDTH = 595;
  public static final int HEIGHT = 842;

  /** Widths of Helvetica's letters 32 to 126 in thousandths, from Adobe's font metrics. */
  private static final int[] REGULAR = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
        556, 556, 556,
    556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722,
        278, 500, 667,
    556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
        556, 333, 556,
    556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278,
        556, 500, 722,
    500, 500, 500, 334, 260, 334, 584
  };

  /** The same of Helvetica Bold. */
  private static final int[] BOLD = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
        556, 556, 556,
    556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722,
        278, 556, 722,
    611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
        556, 333, 556,
    611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333,
        611, 556, 778,
    556, 556, 500, 389, 280, 389, 584
  };

  private static final int USUAL_WIDTH = 556;

  private final String title;
  private final List<StringBuilder> pages = new ArrayList<>();

  private Pdf(String title) {
    this.title = title;
    newPage();
  }

  /** An empty document of one page; the title is what a reader's window shows. */
  public static Pdf titled(String title) {
    return new Pdf(title);
  }

  /** What follows stands on another page. */
  public Pdf newPage() {
    pages.add(new StringBuilder());
    return this;
  }

  /** Text whose baseline begins at this point. */
  public Pdf text(int x, int y, int size, boolean bold, String text) {
    page()
        .append("BT /F%d %d Tf %d %d Td (".formatted(bold ? 2 : 1, size, x, HEIGHT - y))
        .append(escaped(text))
        .append(") Tj ET\n");
    return this;
  }

  /** Text that ends at {@code right}. */
  public Pdf textTo(int right, int y, int size, boolean bold, String text) {
    return text(right - Math.ceilDiv(width(text, size, bold), 1_000), y, size, bold, text);
  }

  /** A thin line from left to right. */
  public Pdf line(int x, int y, int toX) {
    page().append("0.5 w %d %d m %d %d l S\n".formatted(x, HEIGHT - y, toX, HEIGHT - y));
    return this;
  }

  /** How wide a text is, in thousandths of a point. */
  static int width(String text, int size, boolean bold) {
    int[] widths = bold ? BOLD : REGULAR;
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      int code = winAnsi(text.charAt(i));
      sum += code >= 32 && code <= 126 ? widths[code - 32] : USUAL_WIDTH;
    }
    return sum * size;
  }

  /** A text cut to fit, in lines at blanks. */
  public static List<String> wrapped(String text, int size, int widthPoints) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, size, false) > widthPoints * 1_000) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** The whole file. */
  public byte[] bytes() {
    Body body = new Body();
    int fonts = 3;
    int info = 5;
    int first = 6;
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      kids.append(first + 2 * i).append(" 0 R ");
    }
    body.object(
        "<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>");
    body.object("<< /Type /Pages /Count " + pages.size() + " /Kids [ " + kids + "] >>");
    body.object(font("Helvetica"));
    body.object(font("Helvetica-Bold"));
    body.object("<< /Title (" + escaped(title) + ") /Producer (Turnpike) >>");
    for (int i = 0; i < pages.size(); i++) {
      body.object(
          ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
                  + " /Resources << /Font << /F1 %d 0 R /F2 %d 0 R >> >> >>")
              .formatted(WIDTH, HEIGHT, first + 2 * i + 1, fonts, fonts + 1));
      String content = pages.get(i).toString();
      body.object("<< /Length " + content.length() + " >>\nstream\n" + content + "endstream");
    }
    return body.end(info);
  }

  private static String font(String name) {
    return "<< /Type /Font /Subtype /Type1 /BaseFont /" + name + " /Encoding /WinAnsiEncoding >>";
  }

  private StringBuilder page() {
    return pages.getLast();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int code = winAnsi(text.charAt(i));
      if (code == '(' || code == ')' || code == '\\') {
        escaped.append('\\').append((char) code);
      } else if (code < 32 || code > 126) {
        escaped.append(String.format(Locale.ROOT, "\\%03o", code));
      } else {
        escaped.append((char) code);
      }
    }
    return escaped.toString();
  }

  /** The letter's code in WinAnsi (ISO 32000 annex D), of which Latin-1 is nearly all. */
  private static int winAnsi(char letter) {
    return switch (letter) {
      case '€' -> 0x80;
      case '…' -> 0x85;
      case '‘' -> 0x91;
      case '’' -> 0x92;
      case '“' -> 0x93;
      case '”' -> 0x94;
      case '•' -> 0x95;
      case '–' -> 0x96;
      case '—' -> 0x97;
      case '−' -> '-';
      case '\t', '\n', '\r' -> ' ';
      default -> (letter >= 32 && letter < 127) || (letter > 160 && letter < 256) ? letter : '?';
    };
  }

  /** Objects in their order, and where each begins. */
  private static final class Body {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> starts = new ArrayList<>();

    private Body() {
      write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    private void object(String content) {
      starts.add(out.size());
      write(starts.size() + " 0 obj\n" + content + "\nendobj\n");
    }

    private byte[] end(int info) {
      int table = out.size();
      write("xref\n0 " + (starts.size() + 1) + "\n0000000000 65535 f \n");
      for (int start : starts) {
        write(String.format(Locale.ROOT, "%010d 00000 n \n", start));
      }
      write(
          "trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
              .formatted(starts.size() + 1, info, table));
      return out.toByteArray();
    }

    private void write(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
