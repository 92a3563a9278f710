package dev.turnpike.backend.boot;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How PostgreSQL's programs are run, which refuse to be root. An ordinary user runs them as they
 * are; root runs them in a user namespace of their own or, where that is forbidden, as another user
 * of the machine, to whom PostgreSQL's files are then handed.
 *
 * @param prefix what is put before the command
 * @param owner the account that PostgreSQL's files must belong to
 */
record Unprivileged(List<String> prefix, String owner) {

  /** Chooses an account for a program and the directory it works in. */
  @FunctionalInterface
  interface Choice {
    Unprivileged running(Path program, Path home);
  }

  private static final List<String> OTHER_USERS = List.of("postgres", "nobody");

  private static final Duration PROBE = Duration.ofSeconds(10);

  /**
   * Finds the first way that works here.
   *
   * @param postgres the program, which the account must be able to reach
   */
  static Unprivileged running(Path postgres, Path home) {
    String self = System.getProperty("user.name");
    if (!self.equals("root")) {
      return new Unprivileged(List.of(), self);
    }
    return ways()
        .filter(way -> way.canRun(postgres, home))
        .findFirst()
        .orElseThrow(
            () ->
                new BootException(
                    ("PostgreSQL does not run as root, and no other account can reach %s: run as an"
                            + " ordinary user, or choose a data directory such as"
                            + " /var/lib/turnpike.")
                        .formatted(home)));
  }

  private static Stream<Unprivileged> ways() {
    Stream<Unprivileged> namespace =
        Stream.of(new Unprivileged(List.of("unshare", "--user"), "root"));
    return Stream.concat(namespace, OTHER_USERS.stream().flatMap(Unprivileged::as));
  }

  private static Stream<Unprivileged> as(String user) {
    return Stream.of(
        new Unprivileged(List.of("runuser", "-u", user, "--"), user),
        new Unprivileged(List.of("su", "-s", "/bin/sh", user, "-c", "exec \"$0\" \"$@\""), user));
  }

  private boolean canRun(Path postgres, Path home) {
    try {
      return new Command(this, home, PROBE).succeeds(postgres.toString(), "--version");
    } catch (IOException notInstalled) {
      return false;
    }
  }

  List<String> command(String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return command;
  }

  /** Gives files to the account unless they are its own already. */
  void own(Path root) throws IOException {
    if (!Files.exists(root) || Files.getOwner(root).getName().equals(owner)) {
      return;
    }
    UserPrincipal account =
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(owner);
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.setOwner(path, account);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
