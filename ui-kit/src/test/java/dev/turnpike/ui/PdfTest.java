package dev.turnpike.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** What our writer writes, read by somebody else's reader. */
class PdfTest {
  @Test
  void another_reader_finds_every_page_title_and_letter() throws IOException {
    String all = "Größe (50 %) \\ 3 – “4” − 5 € · ñ";
    byte[] file =
        Pdf.titled("Invoice ACME-000001")
            .text(56, 80, 20, true, "Invoice ACME-000001")
            .text(56, 120, 10, false, all)
            .line(56, 130, 539)
            .newPage()
            .textTo(539, 80, 10, false, "1,234.50 USD")
            .bytes();
    try (PDDocument read = Loader.loadPDF(file)) {
      assertEquals(2, read.getNumberOfPages());
      assertEquals("Invoice ACME-000001", read.getDocumentInformation().getTitle());
      assertEquals("en", read.getDocumentCatalog().getLanguage());
      String text = new PDFTextStripper().getText(read);
      assertTrue(text.contains("Größe (50 %) \\ 3 – “4” - 5 € · ñ"), text);
      assertTrue(text.contains("1,234.50 USD"), text);
    }
  }

  @Test
  void a_letter_it_has_not_is_a_question_mark_and_breaks_nothing() throws IOException {
    byte[] file = Pdf.titled("日本").text(10, 10, 10, false, "日本 \u0000 ok").bytes();
    try (PDDocument read = Loader.loadPDF(file)) {
      assertTrue(new PDFTextStripper().getText(read).contains("?? ? ok"));
    }
  }

  @Test
  void long_words_and_lines_are_wrapped_at_blanks() {
    assertEquals(List.of("one two", "three"), Pdf.wrapped("one two  three", 10, 40));
    assertEquals(5 * 556 * 10 + 278 * 10, Pdf.width("123.45", 10, false));
  }
}
