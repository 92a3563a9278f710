package dev.turnpike.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as its file.
 *
 * @param kept null when people keep it
 * @param faults of the file in the watched directory, each with its place
 * @param yaml as it would be written now
 */
record FileView(
    String tenant,
    @Nullable KeptView kept,
    List<String> faults,
    String yaml,
    boolean mayRelease,
    boolean released) {

  /** The file that keeps it. */
  record KeptView(
      String name,
      boolean fromDirectory,
      Instant appliedAt,
      @Nullable String appliedBy,
      List<DriftLine> drift) {}

  /** What is otherwise: a field, and what it says here and in the file. */
  record DriftLine(String path, String here, String inFile) {}
}
