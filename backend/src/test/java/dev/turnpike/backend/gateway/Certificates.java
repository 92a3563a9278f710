package dev.turnpike.backend.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of the tests and what it signs, made by the platform's own keytool. */
final class Certificates {
  private static final String PASSWORD = "not-a-secret";

  private final Path store;

  Certificates(Path directory) throws Exception {
    store = directory.resolve("certificates.p12");
    keytool("ca", "-dname", "CN=ca", "-validity", "3650", "-ext", "bc:c");
  }

  /** Signed by the authority, for this machine. */
  void sign(String name, String names, String... validity) throws Exception {
    List<String> more =
        new ArrayList<>(List.of("-dname", "CN=" + name, "-signer", "ca", "-ext", "san=" + names));
    more.addAll(List.of(validity));
    keytool(name, more.toArray(String[]::new));
  }

  String certificate(String name) throws Exception {
    StringBuilder chain = new StringBuilder();
    for (Certificate one : load().getCertificateChain(name)) {
      chain.append(pem("CERTIFICATE", one.getEncoded()));
    }
    return chain.toString();
  }

  String key(String name) throws Exception {
    Key key = load().getKey(name, PASSWORD.toCharArray());
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void keytool(String alias, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  private static String pem(String what, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }
}
