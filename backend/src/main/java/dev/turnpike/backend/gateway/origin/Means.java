package dev.turnpike.backend.gateway.origin;

import dev.turnpike.tenants.secret.SecretRef;
import dev.turnpike.tenants.secret.Secrets;
import dev.turnpike.tenants.snapshot.OriginSet;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that a set of origins needs, read where they are kept. They live in this process'
 * memory only, and its text names none of them.
 *
 * @param headers for each call
 */
record Means(
    @Nullable String ca,
    @Nullable String certificate,
    @Nullable String key,
    List<Map.Entry<String, String>> headers) {

  /** For origins that need none. */
  static final Means NONE = new Means(null, null, null, List.of());

  /** A secret that is referred to and not there. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String remedy) {
      super("a secret is not there: " + remedy, null, false, false);
    }
  }

  /** Reads them. Blocks. */
  static Means read(Secrets secrets, String tenant, OriginSet set) throws Missing {
    OriginSet.Tls tls = set.tls();
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (OriginSet.SecretHeader header : set.headers()) {
      headers.add(Map.entry(header.name(), line(read(secrets, tenant, header.secret()))));
    }
    return new Means(
        tls == null || tls.ca() == null ? null : read(secrets, tenant, tls.ca()),
        tls == null || tls.certificate() == null ? null : read(secrets, tenant, tls.certificate()),
        tls == null || tls.key() == null ? null : read(secrets, tenant, tls.key()),
        List.copyOf(headers));
  }

  private static String read(Secrets secrets, String tenant, SecretRef reference) throws Missing {
    return switch (secrets.resolve(tenant, reference)) {
      case Secrets.Known(String value) -> value;
      case Secrets.Missing(String remedy) -> throw new Missing(remedy);
    };
  }

  /** A line break would end the header and begin another. */
  private static String line(String value) {
    return value.replaceAll("\\p{Cntrl}", "");
  }

  boolean isNone() {
    return !hasTls() && headers.isEmpty();
  }

  /** Whether connections need a client of their own. */
  boolean hasTls() {
    return ca != null || certificate != null;
  }

  /** The same with its own authorities and certificate. */
  HttpClientOptions applyTo(HttpClientOptions options) {
    if (ca != null) {
      options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(ca)));
    }
    if (certificate != null && key != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertValue(Buffer.buffer(certificate))
              .addKeyValue(Buffer.buffer(key)));
    }
    return options;
  }

  @Override
  public String toString() {
    return "means with " + headers.size() + " headers";
  }
}
