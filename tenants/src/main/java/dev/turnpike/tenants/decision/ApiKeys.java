package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.Mode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The form of a key: {@code tp_live_} or {@code tp_test_}, 16 base62 characters of id, an
 * underscore, 32 of secret, 6 of CRC-32 over all before. The checksum lets us refuse a mistyped key
 * without a look-up, and lets secret scanners tell ours from noise.
 */
public final class ApiKeys {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String LIVE = "tp_live_";
  private static final String TEST = "tp_test_";
  private static final int ID_LENGTH = 16;
  private static final int SECRET_LENGTH = 32;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int SECRET_AT = LIVE.length() + ID_LENGTH + 1;
  private static final int CHECKSUM_AT = SECRET_AT + SECRET_LENGTH;
  private static final int LENGTH = CHECKSUM_AT + CHECKSUM_LENGTH;

  private ApiKeys() {}

  /**
   * A new key.
   *
   * @param text the whole key: shown once, never stored
   * @param secretHash what is stored of it
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way to the database, never compared
  public record Issued(String id, String text, byte[] secretHash, Mode mode) {
    @Override
    public String toString() {
      return "key " + id;
    }
  }

  /** Makes a key of 190 random bits; the caller owns the source of randomness. */
  public static Issued issue(Mode mode, SecureRandom random) {
    return reissue(randomText(ID_LENGTH, random), mode, random);
  }

  /** A new secret for a key that is there. */
  public static Issued reissue(String id, Mode mode, SecureRandom random) {
    String secret = randomText(SECRET_LENGTH, random);
    String body = (mode == Mode.LIVE ? LIVE : TEST) + id + "_" + secret;
    return new Issued(id, body + checksum(body), sha256(secret), mode);
  }

  /** Reads what a caller presented; never throws. */
  public static Credential parse(String text) {
    if (text.length() != LENGTH || text.charAt(SECRET_AT - 1) != '_') {
      return new Credential.Unreadable();
    }
    boolean live = text.startsWith(LIVE);
    if (!live && !text.startsWith(TEST)) {
      return new Credential.Unreadable();
    }
    String id = text.substring(LIVE.length(), SECRET_AT - 1);
    String secret = text.substring(SECRET_AT, CHECKSUM_AT);
    boolean sound =
        isBase62(id)
            && isBase62(secret)
            && checksum(text.substring(0, CHECKSUM_AT)).contentEquals(text.substring(CHECKSUM_AT));
    return sound
        ? new Credential.ApiKey(id, sha256(secret), live ? Mode.LIVE : Mode.TEST)
        : new Credential.Unreadable();
  }

  private static String randomText(int length, SecureRandom random) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.toString();
  }

  private static boolean isBase62(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
        return false;
      }
    }
    return true;
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] text = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(text);
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
