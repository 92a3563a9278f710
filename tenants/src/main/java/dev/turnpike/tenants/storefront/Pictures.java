package dev.turnpike.tenants.storefront;

import java.util.Arrays;

/**
 * Takes an uploaded picture apart and writes it anew from what a picture needs: no comments, no
 * places of a camera, nothing behind its end, no scripts. SVG is refused: it is a document.
 */
public final class Pictures {
  /** Of an upload, and of what is kept. */
  public static final int MOST_BYTES = 96 * 1024;

  /** In each direction; a logo is shown 32 pixels high. */
  static final int MOST_PIXELS = 1_024;

  private Pictures() {}

  /** What became of an upload. */
  public sealed interface Read {}

  /** A picture of ours. */
  public record Clean(Picture picture) implements Read {}

  /** Why it is none. */
  public record Refused(Reason reason) implements Read {}

  /** What the person can do something about. */
  public enum Reason {
    EMPTY,
    TOO_LARGE,
    TOO_MANY_PIXELS,
    NOT_PNG_OR_JPEG,
    INTERLACED,
    BROKEN
  }

  public static Read read(byte[] upload) {
    if (upload.length == 0) {
      return new Refused(Reason.EMPTY);
    }
    if (upload.length > MOST_BYTES) {
      return new Refused(Reason.TOO_LARGE);
    }
    Read read =
        begins(upload, Png.SIGNATURE)
            ? Png.read(upload)
            : begins(upload, Jpeg.SIGNATURE)
                ? Jpeg.read(upload)
                : new Refused(Reason.NOT_PNG_OR_JPEG);
    boolean grew = read instanceof Clean clean && clean.picture().bytes().length > MOST_BYTES;
    return grew ? new Refused(Reason.TOO_LARGE) : read;
  }

  private static boolean begins(byte[] file, byte[] signature) {
    return file.length >= signature.length
        && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
  }
}
