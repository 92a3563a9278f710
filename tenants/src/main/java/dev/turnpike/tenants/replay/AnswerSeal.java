package dev.turnpike.tenants.replay;

import dev.turnpike.tenants.snapshot.Replays;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Seals answers before they are written down: version, day, nonce and AES-256-GCM, bound to the key
 * they answer. Each day has its own key, derived by HKDF (RFC 5869) from the installation's secret;
 * without that secret, or for another Idempotency-Key, nothing can be read. Thread-safe.
 */
final class AnswerSeal {
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 5;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final long DAY_SECONDS = 86_400;

  private final byte[] secret;
  private final SecureRandom random;

  AnswerSeal(String secret, SecureRandom random) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.random = random;
  }

  byte[] seal(Replays.Scope scope, Replays.Answer answer, Instant at) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .put(VERSION)
            .putInt((int) Math.floorDiv(at.getEpochSecond(), DAY_SECONDS))
            .array();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, header, nonce, scope).doFinal(write(answer));
      return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + sealed.length)
          .put(header)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** Empty when it was sealed under another secret or for another key. */
  Optional<Replays.Answer> open(Replays.Scope scope, byte[] all) {
    if (all.length < HEADER_BYTES + NONCE_BYTES + TAG_BITS / 8 || all[0] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(all);
    byte[] header = new byte[HEADER_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(header).get(nonce);
    try {
      return Optional.of(
          read(
              cipher(Cipher.DECRYPT_MODE, header, nonce, scope)
                  .doFinal(all, in.position(), in.remaining())));
    } catch (AEADBadTagException foreign) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] header, byte[] nonce, Replays.Scope scope)
      throws GeneralSecurityException {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
    byte[] info =
        ByteBuffer.allocate(16 + HEADER_BYTES)
            .put("turnpike replay ".getBytes(StandardCharsets.US_ASCII))
            .put(header)
            .array();
    hkdf.init(new HKDFParameters(secret, null, info));
    byte[] key = new byte[32];
    hkdf.generateBytes(key, 0, key.length);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(header);
    cipher.updateAAD(scope.toString().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] write(Replays.Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(answer.body().length + 512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeShort(answer.status());
      out.writeShort(answer.headers().size());
      for (Map.Entry<String, String> header : answer.headers()) {
        out.writeUTF(header.getKey());
        out.writeUTF(header.getValue());
      }
      out.write(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Replays.Answer read(byte[] plain) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
      int status = in.readShort();
      int count = in.readShort();
      List<Map.Entry<String, String>> headers = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        headers.add(Map.entry(in.readUTF(), in.readUTF()));
      }
      return new Replays.Answer(status, headers, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
