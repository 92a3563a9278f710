package dev.turnpike.ui;

import io.quarkus.qute.TemplateData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with one field of a form; {@code field} is the input's name and id. */
@TemplateData
public record FieldError(String field, String message) {
  /** What is wrong with a field; null when nothing is. */
  static @Nullable String of(List<FieldError> errors, String field) {
    return errors.stream()
        .filter(error -> error.field().equals(field))
        .map(FieldError::message)
        .findFirst()
        .orElse(null);
  }
}
