package dev.turnpike.backend.boot;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Unpacks a tar stream of files, directories and symbolic links: what an archive of PostgreSQL is
 * made of. Anything else, and any path that leaves the target, is refused rather than guessed at.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">The tar format</a>
 */
final class TarReader {
  private static final int BLOCK = 512;

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];

  TarReader(InputStream in) {
    this.in = in;
  }

  void unpackInto(Path target) throws IOException {
    while (readHeader()) {
      Path path = target.resolve(name()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException("a path of the archive leaves it: " + name());
      }
      switch (header[156]) {
        case '5' -> Files.createDirectories(path);
        case '2' -> {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(text(157, 100)));
        }
        case '0', 0 -> {
          Files.createDirectories(path.getParent());
          copyFile(path, octal(124, 12));
          Files.setPosixFilePermissions(path, permissions(octal(100, 8)));
        }
        default -> throw new IOException("unknown kind of entry in the archive: " + name());
      }
    }
  }

  /** Two blocks of zeros end an archive; one is enough to stop reading. */
  private boolean readHeader() throws IOException {
    if (in.readNBytes(header, 0, BLOCK) < BLOCK) {
      throw new EOFException("the archive ends in the middle of an entry");
    }
    return header[0] != 0;
  }

  private String name() {
    boolean posix = text(257, 6).equals("ustar");
    String prefix = posix ? text(345, 155) : "";
    return prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
  }

  private void copyFile(Path path, long size) throws IOException {
    try (OutputStream out = Files.newOutputStream(path)) {
      byte[] buffer = new byte[1 << 16];
      for (long left = size; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          throw new EOFException("the archive ends in the middle of " + path.getFileName());
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
  }

  private String text(int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  private long octal(int offset, int length) {
    return Long.parseLong(text(offset, length).strip(), 8);
  }

  /** PostgreSQL's archives know two modes only: may be run, or may not. */
  private static Set<PosixFilePermission> permissions(long mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }
}
