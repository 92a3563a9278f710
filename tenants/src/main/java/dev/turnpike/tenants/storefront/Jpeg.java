package dev.turnpike.tenants.storefront;

import dev.turnpike.tenants.storefront.Pictures.Clean;
import dev.turnpike.tenants.storefront.Pictures.Read;
import dev.turnpike.tenants.storefront.Pictures.Reason;
import dev.turnpike.tenants.storefront.Pictures.Refused;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * JPEG (ITU-T T.81). Written again from the segments that decode it: tables, frame, scans. Whatever
 * applications put beside them (EXIF, previews, colour profiles, comments) and whatever follows the
 * end stays behind. The coefficients are not decoded: that would lose quality and take a decoder.
 */
final class Jpeg {
  static final byte[] SIGNATURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private static final int TABLES_OF_CODES = 0xc4;
  private static final int BASELINE = 0xc0;
  private static final int EXTENDED = 0xc1;
  private static final int PROGRESSIVE = 0xc2;
  private static final int FIRST_RESTART = 0xd0;
  private static final int LAST_RESTART = 0xd7;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int TABLES_OF_QUANTA = 0xdb;
  private static final int RESTART_INTERVAL = 0xdd;
  private static final int ADOBE = 0xee;

  /** Says that three components are luminance and two colours, as decoders assume. */
  private static final byte[] JFIF = {
    (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  private final byte[] file;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int at = 2;
  private boolean framed;
  private boolean scanned;

  private Jpeg(byte[] file) {
    this.file = file;
  }

  static Read read(byte[] file) {
    return new Jpeg(file).rewritten();
  }

  private Read rewritten() {
    out.write(0xff);
    out.write(0xd8);
    out.writeBytes(JFIF);
    while (at + 3 < file.length && value(at) == 0xff) {
      int marker = value(at + 1);
      if (marker == 0xff) {
        at++;
        continue;
      }
      int length = (value(at + 2) << 8) | value(at + 3);
      int next = at + 2 + length;
      if (length < 2 || next > file.length) {
        return new Refused(Reason.BROKEN);
      }
      Reason wrong = take(marker, length, next);
      if (wrong != null) {
        return new Refused(wrong);
      }
      if (at < file.length - 1 && value(at) == 0xff && value(at + 1) == END) {
        return ended();
      }
    }
    return new Refused(Reason.BROKEN);
  }

  private Read ended() {
    if (!framed || !scanned) {
      return new Refused(Reason.BROKEN);
    }
    out.write(0xff);
    out.write(END);
    return new Clean(new Picture("image/jpeg", out.toByteArray()));
  }

  /** Copies or leaves one segment; tells what is wrong with it, or null. */
  private @Nullable Reason take(int marker, int length, int next) {
    switch (marker) {
      case TABLES_OF_CODES, TABLES_OF_QUANTA, RESTART_INTERVAL -> copy(next);
      case BASELINE, EXTENDED, PROGRESSIVE -> {
        Reason wrong = frame(length);
        if (wrong != null) {
          return wrong;
        }
        framed = true;
        copy(next);
      }
      case SCAN -> {
        scanned = true;
        copy(next);
        copy(endOfScan());
      }
      case ADOBE -> {
        boolean otherColours = length >= 14 && value(at + 2 + 13) != 1;
        if (otherColours) {
          return Reason.BROKEN;
        }
        at = next;
      }
      default -> {
        boolean otherFrame = marker >= 0xc3 && marker <= 0xcf && marker != 0xc8;
        if (otherFrame) {
          return Reason.BROKEN;
        }
        at = next;
      }
    }
    return null;
  }

  private @Nullable Reason frame(int length) {
    if (length < 8 || framed) {
      return Reason.BROKEN;
    }
    int height = (value(at + 5) << 8) | value(at + 6);
    int width = (value(at + 7) << 8) | value(at + 8);
    int components = value(at + 9);
    if (width == 0 || height == 0 || (components != 1 && components != 3)) {
      return Reason.BROKEN;
    }
    return width > Pictures.MOST_PIXELS || height > Pictures.MOST_PIXELS
        ? Reason.TOO_MANY_PIXELS
        : null;
  }

  /** The next marker that is neither a stuffed byte nor a restart. */
  private int endOfScan() {
    int place = at;
    while (place < file.length - 1) {
      int marker = value(place + 1);
      boolean inside =
          value(place) != 0xff
              || marker == 0
              || marker == 0xff
              || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
      if (!inside) {
        return place;
      }
      place++;
    }
    return file.length;
  }

  private void copy(int next) {
    out.write(file, at, next - at);
    at = next;
  }

  private int value(int place) {
    return file[place] & 0xff;
  }
}
