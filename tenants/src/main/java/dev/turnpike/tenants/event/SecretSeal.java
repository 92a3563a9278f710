package dev.turnpike.tenants.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals endpoints' secrets before they are stored: nonce and AES-256-GCM under a key that HKDF (RFC
 * 5869) derives from the platform's secret, bound to their endpoint. The database alone lets nobody
 * sign. Thread-safe.
 */
@ApplicationScoped
class SecretSeal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  SecretSeal(@ConfigProperty(name = "turnpike.secret") String secret) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
    hkdf.init(
        new HKDFParameters(
            secret.getBytes(StandardCharsets.UTF_8),
            null,
            "turnpike webhook secret".getBytes(StandardCharsets.US_ASCII)));
    byte[] bytes = new byte[32];
    hkdf.generateBytes(bytes, 0, bytes.length);
    this.key = new SecretKeySpec(bytes, "AES");
  }

  /** As base64. */
  String seal(UUID endpoint, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, endpoint)
              .doFinal(secret.getBytes(StandardCharsets.US_ASCII));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** Empty when it was sealed under another secret or for another endpoint. */
  Optional<String> open(UUID endpoint, String sealed) {
    byte[] all = Base64.getDecoder().decode(sealed);
    if (all.length <= NONCE_BYTES) {
      return Optional.empty();
    }
    try {
      byte[] secret =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES), endpoint)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return Optional.of(new String(secret, StandardCharsets.US_ASCII));
    } catch (AEADBadTagException foreign) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, UUID endpoint) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(endpoint.toString().getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }
}
