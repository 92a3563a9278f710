package dev.turnpike.ui;

import dev.turnpike.tenants.decision.Code;
import java.util.List;

/** A code's own words in the reader's language. */
public final class CodeWords {
  private CodeWords() {}

  public static String title(Code code) {
    return switch (Reader.current().language()) {
      case ENGLISH -> code.title();
      case GERMAN -> GermanCodes.of(code).title();
    };
  }

  /** Of a code that a row holds; one that a newer version wrote is shown as it is. */
  public static String title(String code) {
    return Code.named(code).map(CodeWords::title).orElse(code);
  }

  public static String meaning(Code code) {
    return switch (Reader.current().language()) {
      case ENGLISH -> code.meaning();
      case GERMAN -> GermanCodes.of(code).meaning();
    };
  }

  public static List<String> steps(Code code) {
    return switch (Reader.current().language()) {
      case ENGLISH -> code.steps();
      case GERMAN -> GermanCodes.of(code).steps();
    };
  }
}
