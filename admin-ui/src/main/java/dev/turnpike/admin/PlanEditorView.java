package dev.turnpike.admin;

import dev.turnpike.ui.EstimatesView;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.UsageView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan being written.
 *
 * @param plan its slug; null for one that is not there yet
 * @param slug what was entered for a new one
 * @param terms the text in the editor
 * @param wrong what hinders publishing, each with its line
 * @param kept the file that keeps it; null: people do
 * @param preview null while something is wrong
 */
record PlanEditorView(
    String tenant,
    String product,
    String productName,
    @Nullable String plan,
    String slug,
    String name,
    String terms,
    List<FieldError> wrong,
    UsageView usage,
    @Nullable Preview preview,
    List<RevisionLine> revisions,
    @Nullable String done,
    @Nullable String kept,
    boolean mayEdit) {

  /** What publishing would do. */
  record Preview(
      List<String> prices, EstimatesView estimates, List<LineDiff.Line> changes, String effect) {
    public boolean changesAnything() {
      return changes.stream().anyMatch(line -> line.mark() != LineDiff.Mark.SAME);
    }
  }

  record RevisionLine(int number, Instant publishedAt, long subscribers, List<String> prices) {}
}
