package dev.turnpike.ui;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands, for {@code ui/steps}.
 *
 * @param position such as "2 of 3: waiting for Acme's approvers"; null when nothing is open
 * @param since since when it waits; null when nothing is open
 */
public record StepsView(@Nullable String position, @Nullable Instant since, List<Line> lines) {
  public StepsView {
    lines = List.copyOf(lines);
  }

  /** One step; {@code notes} are sentences, {@code answers} what a form was answered. */
  public record Line(
      int number,
      String title,
      String word,
      String tone,
      List<String> notes,
      List<Answer> answers,
      @Nullable Instant at) {
    public Line {
      notes = List.copyOf(notes);
      answers = List.copyOf(answers);
    }
  }

  public record Answer(String question, String answer) {}
}
