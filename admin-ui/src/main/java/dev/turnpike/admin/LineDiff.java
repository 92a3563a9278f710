package dev.turnpike.admin;

import java.util.ArrayList;
import java.util.List;

/** Two texts line by line: what went, what came, what stayed. */
final class LineDiff {
  private static final int MOST_LINES = 500;

  private LineDiff() {}

  enum Mark {
    SAME,
    GONE,
    NEW
  }

  record Line(Mark mark, String text) {
    /** As diffs write it. */
    public String sign() {
      return switch (mark) {
        case SAME -> " ";
        case GONE -> "−";
        case NEW -> "+";
      };
    }
  }

  /** The shortest way from one to the other, by their longest common lines. */
  static List<Line> between(String before, String after) {
    List<String> old = before.lines().limit(MOST_LINES).toList();
    List<String> now = after.lines().limit(MOST_LINES).toList();
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(new Line(Mark.SAME, old.get(i++)));
        j++;
      } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line(Mark.GONE, old.get(i++)));
      } else {
        lines.add(new Line(Mark.NEW, now.get(j++)));
      }
    }
    return lines;
  }
}
