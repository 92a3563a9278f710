package dev.turnpike.tenants.decision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Seals denials into their ids and opens them again: {@code den_} and base64url of version, day,
 * nonce and AES-256-GCM. Each day has its own key, derived by HKDF (RFC 5869) from the platform's
 * secret, so that random nonces stay far from their bound. Thread-safe.
 */
public final class DenialTokens {
  static final String PREFIX = "den_";
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 5;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MAX_LENGTH = 800;
  private static final long DAY_SECONDS = 86_400;

  private final byte[] secret;
  private final SecureRandom random;

  /**
   * @param secret the platform's secret, at least 16 bytes
   */
  public DenialTokens(String secret, SecureRandom random) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    if (this.secret.length < 16) {
      throw new IllegalArgumentException("the platform's secret is shorter than 16 bytes");
    }
    this.random = random;
  }

  /** A new id for this denial; two seals of one denial differ. */
  public String seal(DenialToken token) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .put(VERSION)
            .putInt((int) Math.floorDiv(token.at().getEpochSecond(), DAY_SECONDS))
            .array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, header, nonce).doFinal(TokenBytes.write(token));
      byte[] all =
          ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + sealed.length)
              .put(header)
              .put(nonce)
              .put(sealed)
              .array();
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** The denial behind an id; empty when it is not ours or was tampered with. */
  public Optional<DenialToken> open(String id) {
    if (!id.startsWith(PREFIX) || id.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(id.substring(PREFIX.length()));
      if (all.length < HEADER_BYTES + NONCE_BYTES + TAG_BITS / 8 || all[0] != VERSION) {
        return Optional.empty();
      }
      ByteBuffer in = ByteBuffer.wrap(all);
      byte[] header = new byte[HEADER_BYTES];
      byte[] nonce = new byte[NONCE_BYTES];
      in.get(header).get(nonce);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, header, nonce).doFinal(all, in.position(), in.remaining());
      return TokenBytes.read(plain);
    } catch (IllegalArgumentException | AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] header, byte[] nonce) throws GeneralSecurityException {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
    byte[] info =
        ByteBuffer.allocate(16 + HEADER_BYTES)
            .put("turnpike denial ".getBytes(StandardCharsets.US_ASCII))
            .put(header)
            .array();
    hkdf.init(new HKDFParameters(secret, null, info));
    byte[] key = new byte[32];
    hkdf.generateBytes(key, 0, key.length);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header);
    return cipher;
  }
}
