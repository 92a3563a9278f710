package dev.turnpike.admin;

import dev.turnpike.ui.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says of itself.
 *
 * @param kept the file that keeps name, support and colour; null: people do
 * @param errors what is wrong with what was sent; the fields keep what was typed
 */
record SettingsView(
    String tenant,
    String name,
    String supportEmail,
    String supportUrl,
    Brand brand,
    @Nullable String logo,
    @Nullable String kept,
    boolean justDone,
    List<FieldError> errors) {

  /**
   * A colour with what comes of it.
   *
   * @param accent as {@code #0b6147}
   * @param stylesheet address of the preview's
   * @param contrast such as {@code 5.12}
   * @param darker one that can be read, when this cannot
   * @param kept whether it is the one that is kept
   */
  record Brand(
      String accent,
      String stylesheet,
      String contrast,
      boolean legible,
      String darker,
      boolean chosen,
      boolean kept) {}

  /** What is wrong with one field, or null. */
  public @Nullable String wrong(String field) {
    return errors.stream()
        .filter(error -> error.field().equals(field))
        .map(FieldError::message)
        .findFirst()
        .orElse(null);
  }
}
