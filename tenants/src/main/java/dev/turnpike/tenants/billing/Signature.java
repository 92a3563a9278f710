package dev.turnpike.tenants.billing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of Standard Webhooks: HMAC-SHA256 over id, time and the body's raw bytes, so that
 * nothing is parsed that was not signed. One that is older or newer than five minutes is none.
 */
public final class Signature {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private Signature() {}

  /**
   * What comes with the body.
   *
   * @param id of the event, the same each time it is sent
   * @param timestamp seconds since 1970
   * @param signature one or more of {@code v1,base64}, separated by blanks
   */
  public record Headers(String id, String timestamp, String signature) {
    /** Absent headers are empty ones, which sign nothing. */
    public static Headers of(
        @Nullable String id, @Nullable String timestamp, @Nullable String signature) {
      return new Headers(
          id == null ? "" : id,
          timestamp == null ? "" : timestamp,
          signature == null ? "" : signature);
    }
  }

  static boolean isOf(String secret, Headers headers, byte[] body, Instant now) {
    if (headers.id().isEmpty() || !isRecent(headers.timestamp(), now)) {
      return false;
    }
    byte[] expected =
        sign(secret, headers.id(), headers.timestamp(), body).getBytes(StandardCharsets.US_ASCII);
    return Arrays.stream(headers.signature().split(" ", -1))
        .map(each -> each.getBytes(StandardCharsets.US_ASCII))
        .anyMatch(each -> MessageDigest.isEqual(expected, each));
  }

  private static boolean isRecent(String timestamp, Instant now) {
    try {
      Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
    } catch (NumberFormatException | DateTimeException | ArithmeticException no) {
      return false;
    }
  }

  /** The header's value for a body. */
  public static String sign(String secret, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }
}
