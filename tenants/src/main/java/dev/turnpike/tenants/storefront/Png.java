package dev.turnpike.tenants.storefront;

import dev.turnpike.tenants.storefront.Pictures.Clean;
import dev.turnpike.tenants.storefront.Pictures.Read;
import dev.turnpike.tenants.storefront.Pictures.Reason;
import dev.turnpike.tenants.storefront.Pictures.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * PNG (W3C, third edition). The pixels are inflated, their number checked against the head, and
 * deflated again; of the other chunks only the palette and its transparency come along.
 */
final class Png {
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int CHUNK_FRAME = 12;
  private static final int LAST_FILTER = 4;

  private byte @Nullable [] head;
  private byte @Nullable [] palette;
  private byte @Nullable [] transparency;
  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();

  private Png() {}

  static Read read(byte[] file) {
    return new Png().rewritten(ByteBuffer.wrap(file).position(SIGNATURE.length));
  }

  private Read rewritten(ByteBuffer file) {
    boolean ended = false;
    while (!ended) {
      if (file.remaining() < CHUNK_FRAME) {
        return new Refused(Reason.BROKEN);
      }
      int length = file.getInt();
      if (length < 0 || length > file.remaining() - 8) {
        return new Refused(Reason.BROKEN);
      }
      byte[] chunk = new byte[4 + length];
      file.get(chunk);
      if (file.getInt() != crc(chunk)) {
        return new Refused(Reason.BROKEN);
      }
      ended = take(chunk);
    }
    return written();
  }

  /** Keeps what a picture needs; tells whether this was its end. */
  private boolean take(byte[] chunk) {
    String name = new String(chunk, 0, 4, StandardCharsets.ISO_8859_1);
    switch (name) {
      case "IHDR" -> head = chunk;
      case "PLTE" -> palette = chunk;
      case "tRNS" -> transparency = chunk;
      case "IDAT" -> pixels.write(chunk, 4, chunk.length - 4);
      default -> {}
    }
    return name.equals("IEND");
  }

  private Read written() {
    if (head == null || head.length != 17) {
      return new Refused(Reason.BROKEN);
    }
    ByteBuffer facts = ByteBuffer.wrap(head, 4, 13);
    int width = facts.getInt();
    int height = facts.getInt();
    int depth = facts.get();
    int kind = facts.get();
    if (width <= 0 || height <= 0) {
      return new Refused(Reason.BROKEN);
    }
    if (width > Pictures.MOST_PIXELS || height > Pictures.MOST_PIXELS) {
      return new Refused(Reason.TOO_MANY_PIXELS);
    }
    if (head[16] != 0) {
      return new Refused(Reason.INTERLACED);
    }
    int bits = bitsOfPixel(kind, depth);
    boolean indexed = kind == 3;
    if (bits == 0 || head[14] != 0 || head[15] != 0 || (indexed && palette == null)) {
      return new Refused(Reason.BROKEN);
    }
    int row = 1 + (width * bits + 7) / 8;
    return inflated(row, height)
        .<Read>map(raw -> new Clean(new Picture("image/png", file(raw, indexed))))
        .orElseGet(() -> new Refused(Reason.BROKEN));
  }

  /** Zero for a combination that the standard does not know. */
  private static int bitsOfPixel(int kind, int depth) {
    boolean deep = depth == 8 || depth == 16;
    boolean shallow = depth == 1 || depth == 2 || depth == 4;
    return switch (kind) {
      case 0 -> deep || shallow ? depth : 0;
      case 2 -> deep ? 3 * depth : 0;
      case 3 -> shallow || depth == 8 ? depth : 0;
      case 4 -> deep ? 2 * depth : 0;
      case 6 -> deep ? 4 * depth : 0;
      default -> 0;
    };
  }

  /** Exactly as many rows as the head says, each with a filter that there is. */
  private Optional<byte[]> inflated(int row, int height) {
    byte[] raw = new byte[row * height];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(pixels.toByteArray());
      int read = 0;
      while (read < raw.length && !inflater.finished()) {
        int more = inflater.inflate(raw, read, raw.length - read);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return Optional.empty();
        }
        read += more;
      }
      boolean whole = read == raw.length && inflater.inflate(new byte[1]) == 0;
      return whole && filtersAreKnown(raw, row) ? Optional.of(raw) : Optional.empty();
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }

  private static boolean filtersAreKnown(byte[] raw, int row) {
    for (int at = 0; at < raw.length; at += row) {
      if (raw[at] < 0 || raw[at] > LAST_FILTER) {
        return false;
      }
    }
    return true;
  }

  private byte[] file(byte[] raw, boolean indexed) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    chunk(file, head);
    if (indexed) {
      chunk(file, palette);
    }
    chunk(file, transparency);
    chunk(file, deflated(raw));
    chunk(file, "IEND".getBytes(StandardCharsets.ISO_8859_1));
    return file.toByteArray();
  }

  private static byte[] deflated(byte[] raw) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(raw);
    deflater.finish();
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes("IDAT".getBytes(StandardCharsets.ISO_8859_1));
    byte[] part = new byte[8_192];
    while (!deflater.finished()) {
      chunk.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return chunk.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, byte @Nullable [] chunk) {
    if (chunk == null) {
      return;
    }
    file.writeBytes(number(chunk.length - 4));
    file.writeBytes(chunk);
    file.writeBytes(number(crc(chunk)));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static int crc(byte[] chunk) {
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return (int) crc.getValue();
  }
}
