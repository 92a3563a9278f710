package dev.turnpike.tenants.eligibility;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a message as the Standard Webhooks specification says: {@code webhook-signature} is {@code
 * v1,} and the base64 of HMAC-SHA256 over id, timestamp and body, joined by dots.
 */
final class StandardWebhook {
  static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;

  private StandardWebhook() {}

  static String newSecret(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  /** Whether it can sign: the prefix and base64 of 24 to 64 bytes. */
  static boolean isSecret(String secret) {
    if (!secret.startsWith(PREFIX)) {
      return false;
    }
    try {
      int bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length())).length;
      return bytes >= 24 && bytes <= 64;
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  static String signature(String secret, String id, Instant at, String body) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = id + "." + at.getEpochSecond() + "." + body;
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(hmac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
