package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.lease.UsageCodec.Entry;
import dev.turnpike.tenants.lease.UsageCodec.What;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reads what an earlier life of this node left: every call with an outcome, and calls that were cut
 * off with as much as they had produced.
 *
 * <p>Zeros are what was never written. A record cut short at the end was never promised to anybody
 * and is ignored. Damage anywhere else is reported, the file is kept aside in {@code damaged}, and
 * what is readable around it is used.
 */
final class UsageReader {
  private static final Logger LOG = Logger.getLogger(UsageReader.class);
  private static final String PREFIX = "usage-";
  private static final String SUFFIX = ".log";

  private final Path directory;
  private final Map<UUID, Entry> calls = new LinkedHashMap<>();
  private int damaged;

  UsageReader(Path directory) {
    this.directory = directory;
  }

  static String name(long number) {
    return PREFIX + String.format(Locale.ROOT, "%012d", number) + SUFFIX;
  }

  static long number(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length()));
  }

  /** The files of the directory, the oldest first. */
  static List<Path> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.getFileName().toString().matches(PREFIX + "\\d{12}\\.log"))
          .sorted(Comparator.comparing(UsageReader::number))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("usage in " + directory + " cannot be read", unreadable);
    }
  }

  /** Reads the files, the oldest first. */
  Collection<Usage> read(List<Path> files) {
    for (Path file : files) {
      read(file);
    }
    return calls.values().stream()
        .filter(entry -> entry.what() != What.NOTHING)
        .map(Entry::usage)
        .toList();
  }

  /** Places at which a file could not be read, without torn ends. */
  int damaged() {
    return damaged;
  }

  private void read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("usage in " + file + " cannot be read", unreadable);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int written = bytes.length;
    while (written > 0 && bytes[written - 1] == 0) {
      written--;
    }
    int at = 0;
    while (at < written) {
      if (bytes[at] == 0) {
        at++;
        continue;
      }
      int length = recordAt(bytes, in, at);
      if (length > 0) {
        note(UsageCodec.decode(in.duplicate().position(at + UsageCodec.HEAD_BYTES)));
        at += length;
        continue;
      }
      int next = nextRecord(bytes, in, at + 1);
      if (next < 0 && isTorn(in, at, written)) {
        LOG.infof("%s ends in a record of %d bytes that was cut short", file, written - at);
        return;
      }
      damaged++;
      int end = next < 0 ? written : next;
      LOG.errorf(
          "%s is damaged: bytes %d to %d are no record. It is kept in %s; usage may be missing.",
          file, at, end, keepAside(file));
      at = end;
    }
  }

  /** An outcome or its withdrawal stands, whatever progress comes with it. */
  private void note(Entry entry) {
    calls.merge(
        entry.usage().request(),
        entry,
        (old, fresh) -> old.what() == What.PROGRESS || fresh.what() != What.PROGRESS ? fresh : old);
  }

  /** The length of the whole record at this place; 0 when there is none. */
  private static int recordAt(byte[] bytes, ByteBuffer in, int at) {
    if (bytes.length - at < UsageCodec.HEAD_BYTES || in.getInt(at) != UsageCodec.MARK) {
      return 0;
    }
    int body = in.getInt(at + 4);
    if (body <= 0
        || body > UsageCodec.LONGEST
        || bytes.length - at - UsageCodec.HEAD_BYTES < body
        || UsageCodec.crc(bytes, at + UsageCodec.HEAD_BYTES, body) != in.getInt(at + 8)) {
      return 0;
    }
    return UsageCodec.HEAD_BYTES + body;
  }

  private static int nextRecord(byte[] bytes, ByteBuffer in, int from) {
    for (int at = from; at <= bytes.length - UsageCodec.HEAD_BYTES; at++) {
      if (recordAt(bytes, in, at) > 0) {
        return at;
      }
    }
    return -1;
  }

  /** Whether what is written ends in the middle of a record, as when a process is killed. */
  private static boolean isTorn(ByteBuffer in, int at, int written) {
    if (written - at < UsageCodec.HEAD_BYTES) {
      return true;
    }
    int body = in.getInt(at + 4);
    boolean begins = in.getInt(at) == UsageCodec.MARK && body > 0 && body <= UsageCodec.LONGEST;
    return begins && written - at - UsageCodec.HEAD_BYTES < body;
  }

  private Path keepAside(Path file) {
    Path aside = directory.resolve("damaged").resolve(file.getFileName());
    try {
      Files.createDirectories(aside.getParent());
      Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(file + " is damaged and cannot be kept aside", failed);
    }
    return aside;
  }
}
