package dev.turnpike.backend.boot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL that travels inside the application. It is unpacked once per version, beside its
 * final name and then renamed: a directory under the final name is always complete.
 */
final class PostgresArchive {
  /** As in pom.xml; a test compares them. */
  static final String VERSION = "18.6.0";

  private PostgresArchive() {}

  /** The directory that holds {@code bin/postgres}, unpacked now if it was not before. */
  static Path unpackedUnder(Path home, Progress progress) throws IOException {
    Path binaries = home.resolve("binaries-" + VERSION);
    if (Files.isDirectory(binaries)) {
      return binaries;
    }
    progress.step("Unpacking PostgreSQL " + VERSION);
    Path fresh = home.resolve("binaries.new");
    deleteTree(fresh);
    Files.createDirectories(fresh);
    try (InputStream packed = open();
        InputStream tar = new XZInputStream(new BufferedInputStream(packed, 1 << 16))) {
      new TarReader(tar).unpackInto(fresh);
    }
    Files.move(fresh, binaries, StandardCopyOption.ATOMIC_MOVE);
    return binaries;
  }

  private static InputStream open() {
    String name = "/postgres-%s-%s.txz".formatted(system(), architecture());
    InputStream archive = PostgresArchive.class.getResourceAsStream(name);
    if (archive == null) {
      throw new BootException(
          "This build carries no PostgreSQL for %s on %s: point turnpike.database.url at one."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return archive;
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name;
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      case String other -> other;
    };
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
