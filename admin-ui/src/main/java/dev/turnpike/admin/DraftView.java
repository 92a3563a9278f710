package dev.turnpike.admin;

import dev.turnpike.tenants.definition.ApiTermsText;
import dev.turnpike.tenants.openapi.Change;
import dev.turnpike.tenants.publishing.ApiCard;
import dev.turnpike.tenants.publishing.Draft;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft being written.
 *
 * @param terms the text in the editor; null: too long to be edited by hand
 * @param changes the first of them, the worst first
 * @param more how many changes are not shown
 * @param breaking how many break callers
 */
record DraftView(
    String tenant,
    ApiCard card,
    Draft draft,
    @Nullable String terms,
    String note,
    List<ChangeLine> changes,
    long more,
    long breaking,
    @Nullable String done,
    List<FieldError> wrong,
    boolean mayEdit) {
  private static final int MOST_SHOWN = 40;
  private static final int LONGEST_TEXT = 30_000;

  /** A difference in words. */
  record ChangeLine(String effect, String tone, String what, String pointer, String detail) {}

  static DraftView of(
      Acting acting,
      ApiCard card,
      Draft draft,
      @Nullable String written,
      String note,
      List<Change> changes,
      @Nullable String done,
      List<FieldError> wrong,
      PublishText text,
      ApiText words) {
    String shown = written == null ? ApiTermsText.write(draft.terms()) : written;
    return new DraftView(
        acting.slug(),
        card,
        draft,
        shown.length() > LONGEST_TEXT && written == null ? null : shown,
        note,
        changes.stream().limit(MOST_SHOWN).map(change -> line(change, text, words)).toList(),
        Math.max(0, changes.size() - MOST_SHOWN),
        changes.stream().filter(c -> c.effect() == Change.Effect.BREAKS).count(),
        done == null ? null : text.saved(),
        wrong,
        acting.may(Permission.EDIT_CATALOGUE));
  }

  static ChangeLine line(Change change, PublishText text, ApiText words) {
    return switch (change.effect()) {
      case BREAKS -> line(change, text.breaks(), "bad", words);
      case MAY_BREAK -> line(change, text.mayBreak(), "warn", words);
      case SAFE -> line(change, text.safe(), "good", words);
    };
  }

  private static ChangeLine line(Change change, String effect, String tone, ApiText text) {
    return new ChangeLine(
        effect, tone, ChangeWords.of(change.what(), text), change.pointer(), change.detail());
  }

  public boolean isRetired() {
    return card.stage().equals("retired");
  }
}
