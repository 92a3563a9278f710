package dev.turnpike.portal;

import dev.turnpike.ui.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form, by field: for the summary at its top and for the fields themselves.
 */
record Faults(List<FieldError> all) {
  static final Faults NONE = new Faults(List.of());

  Faults {
    all = List.copyOf(all);
  }

  static Faults of(String field, String message) {
    return new Faults(List.of(new FieldError(field, message)));
  }

  /** The first thing that is wrong with a field; null when nothing is. */
  public @Nullable String at(String field) {
    return all.stream()
        .filter(error -> error.field().equals(field))
        .map(FieldError::message)
        .findFirst()
        .orElse(null);
  }
}
