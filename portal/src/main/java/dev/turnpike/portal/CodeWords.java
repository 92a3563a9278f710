package dev.turnpike.portal;

import dev.turnpike.tenants.decision.Code;
import dev.turnpike.ui.Reader;
import java.util.List;

/** A code's own words in the reader's language. */
final class CodeWords {
  private CodeWords() {}

  static String title(Code code) {
    return switch (Reader.current().language()) {
      case ENGLISH -> code.title();
      case GERMAN -> GermanCodes.of(code).title();
    };
  }

  /** Of a code that a row holds; one that a newer version wrote is shown as it is. */
  static String title(String code) {
    return Code.named(code).map(CodeWords::title).orElse(code);
  }

  static String meaning(Code code) {
    return switch (Reader.current().language()) {
      case ENGLISH -> code.meaning();
      case GERMAN -> GermanCodes.of(code).meaning();
    };
  }

  static List<String> steps(Code code) {
    return switch (Reader.current().language()) {
      case ENGLISH -> code.steps();
      case GERMAN -> GermanCodes.of(code).steps();
    };
  }
}
