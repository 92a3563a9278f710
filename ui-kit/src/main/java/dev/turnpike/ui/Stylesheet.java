package dev.turnpike.ui;

import io.quarkus.qute.TemplateExtension;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Addresses of static assets, versioned by content so that browsers may keep them for long. */
@TemplateExtension(namespace = "asset")
final class Stylesheet {
  private static final String PATH = "/assets/turnpike.css";
  private static final String VERSIONED = PATH + "?v=" + version();

  private Stylesheet() {}

  static String stylesheet() {
    return VERSIONED;
  }

  private static String version() {
    try (InputStream in = Stylesheet.class.getResourceAsStream("/META-INF/resources" + PATH)) {
      if (in == null) {
        return "0";
      }
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("the stylesheet's version", e);
    }
  }
}
