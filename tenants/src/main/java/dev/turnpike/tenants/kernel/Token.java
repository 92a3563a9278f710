package dev.turnpike.tenants.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A secret that somebody carries in a cookie or a link: 256 random bits as 43 characters of
 * base64url. Only its SHA-256 is ever stored.
 */
public record Token(String text) {
  private static final int BYTES = 32;
  private static final int LENGTH = 43;

  /** A new one; the caller owns the source of randomness. */
  public static Token next(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What somebody presents; empty for what cannot be one. */
  public static Optional<Token> of(String text) {
    return text.length() == LENGTH ? Optional.of(new Token(text)) : Optional.empty();
  }

  /** What is stored of it. */
  public byte[] hash() {
    return sha256(text);
  }

  /** SHA-256 of a text that has entropy enough to need no salt. */
  public static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "token";
  }
}
