package dev.turnpike.tenants.approval;

import dev.turnpike.tenants.kernel.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The last part of an answer address: whose question, and which, under an HMAC-SHA256 with the
 * platform's secret. Whether it is still good stands in the question's row.
 */
record StepToken(TenantId publisher, UUID question) {
  private static final int PLAIN_BYTES = 32;
  private static final int ALL_BYTES = 64;
  private static final int LONGEST = 100;

  String sealed(String secret) {
    byte[] plain =
        ByteBuffer.allocate(PLAIN_BYTES)
            .putLong(publisher.value().getMostSignificantBits())
            .putLong(publisher.value().getLeastSignificantBits())
            .putLong(question.getMostSignificantBits())
            .putLong(question.getLeastSignificantBits())
            .array();
    byte[] all = ByteBuffer.allocate(ALL_BYTES).put(plain).put(mac(secret, plain)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Empty for what we did not seal. */
  static Optional<StepToken> open(String secret, String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(text);
      if (all.length != ALL_BYTES) {
        return Optional.empty();
      }
      byte[] plain = java.util.Arrays.copyOf(all, PLAIN_BYTES);
      byte[] mac = java.util.Arrays.copyOfRange(all, PLAIN_BYTES, ALL_BYTES);
      if (!MessageDigest.isEqual(mac, mac(secret, plain))) {
        return Optional.empty();
      }
      ByteBuffer in = ByteBuffer.wrap(plain);
      TenantId publisher = new TenantId(new UUID(in.getLong(), in.getLong()));
      return Optional.of(new StepToken(publisher, new UUID(in.getLong(), in.getLong())));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static byte[] mac(String secret, byte[] plain) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update("turnpike step answer ".getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
