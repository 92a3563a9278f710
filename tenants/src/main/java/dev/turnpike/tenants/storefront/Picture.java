package dev.turnpike.tenants.storefront;

/**
 * A logo, written anew by us: {@code image/png} or {@code image/jpeg}, nothing in it but the
 * picture.
 */
public final class Picture {
  private final String type;
  private final byte[] bytes;

  Picture(String type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes.clone();
  }

  /** As {@code Content-Type} says it. */
  public String type() {
    return type;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return type + " of " + bytes.length + " bytes";
  }
}
