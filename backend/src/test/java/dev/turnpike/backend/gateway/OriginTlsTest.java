package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.tenants.secret.SecretRef;
import dev.turnpike.tenants.secret.Secrets;
import dev.turnpike.tenants.snapshot.OriginSet.SecretHeader;
import dev.turnpike.tenants.snapshot.OriginSet.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Origins behind TLS, with authorities and certificates of their own, and secrets for origins. */
class OriginTlsTest {
  private static final String THIS_MACHINE = "dns:localhost,ip:127.0.0.1";

  @TempDir static Path directory;
  private static Vertx vertx;
  private static Certificates certificates;
  private static Secrets secrets;

  private final AtomicInteger calls = new AtomicInteger();

  @BeforeAll
  static void make() throws Exception {
    vertx = Vertx.vertx();
    certificates = new Certificates(directory);
    certificates.sign("origin", THIS_MACHINE);
    certificates.sign("elsewhere", "dns:elsewhere.example");
    certificates.sign("expired", THIS_MACHINE, "-startdate", "-2y", "-validity", "365");
    certificates.sign("gateway", "dns:gateway.example");
    secrets =
        new MemorySecrets()
            .with("acme", "file:/ca", certificates.certificate("ca"))
            .with("acme", "file:/certificate", certificates.certificate("gateway"))
            .with("acme", "file:/key", certificates.key("gateway"))
            .with("acme", "env:ACME__UPSTREAM_TOKEN", "s3cret")
            .with("acme", "env:ACME__TWO_LINES", "s3cret\r\nX-Smuggled: yes")
            .with("initech", "file:/token", "theirs");
  }

  @AfterAll
  static void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  @Tag("case-34")
  void an_origin_of_its_own_authority_is_called_once_that_is_named() throws Exception {
    check("origin", null, false, 503);
    check("origin", tls("file:/ca", null, null), false, 200);
  }

  @Test
  @Tag("case-34")
  void a_wrong_name_or_an_expired_certificate_is_refused_before_anything_is_sent()
      throws Exception {
    check("elsewhere", tls("file:/ca", null, null), false, 503);
    check("expired", tls("file:/ca", null, null), false, 503);
    assertEquals(0, calls.get());
  }

  @Test
  void an_origin_that_asks_for_our_certificate_gets_it() throws Exception {
    // In TLS 1.3 the refusal of a missing certificate comes after the handshake (RFC 8446
    // §4.4.2.4).
    check("origin", tls("file:/ca", null, null), true, 502);
    check("origin", tls("file:/ca", "file:/certificate", "file:/key"), true, 200);
  }

  @Test
  @Tag("case-18")
  void a_secret_header_reaches_the_origin_and_nobody_else() throws Exception {
    try (RawOrigin origin = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Stand stand =
            stand(
                Sets.of(origin.uri())
                    .headers(header("X-Upstream-Token", "env:ACME__UPSTREAM_TOKEN")));
        Caller caller = new Caller(stand)) {
      HttpResponse<String> answer =
          caller.get("/acme/weather/x", "X-Upstream-Token", "the client's own");

      assertEquals(200, answer.statusCode());
      String head = origin.heads().getFirst();
      assertTrue(head.toLowerCase(Locale.ROOT).contains("x-upstream-token: s3cret"), head);
      assertFalse(head.contains("the client's own"));
      assertFalse(answer.headers().map().toString().contains("s3cret"));
      assertFalse(stand.log.only().toString().contains("s3cret"));
    }
  }

  @Test
  @Tag("case-20")
  void a_line_break_in_a_secret_begins_no_header_of_its_own() throws Exception {
    try (RawOrigin origin = RawOrigin.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Stand stand =
            stand(Sets.of(origin.uri()).headers(header("X-Token", "env:ACME__TWO_LINES")));
        Caller caller = new Caller(stand)) {
      assertEquals(200, caller.get("/acme/weather/x").statusCode());
      assertFalse(origin.heads().getFirst().contains("\nX-Smuggled"), origin.heads().getFirst());
    }
  }

  @Test
  void a_secret_that_is_missing_or_another_tenants_stops_the_call() throws Exception {
    for (String reference : List.of("file:/token", "env:ACME__NOTHING", "vault:upstream#token")) {
      try (RawOrigin origin = RawOrigin.slow();
          Stand stand = stand(Sets.of(origin.uri()).headers(header("X-Token", reference)));
          Caller caller = new Caller(stand)) {
        HttpResponse<String> answer = caller.get("/acme/weather/x");

        assertEquals(503, answer.statusCode(), reference);
        assertTrue(answer.body().contains("ORIGIN_UNREACHABLE"), answer.body());
        assertEquals(0, origin.heads().size());
        assertEquals(0, stand.log.only().charged());
      }
    }
  }

  private void check(String certificate, @Nullable Tls tls, boolean asksForOurs, int expected)
      throws Exception {
    calls.set(0);
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificates.certificate(certificate)))
                    .addKeyValue(Buffer.buffer(certificates.key(certificate))));
    if (asksForOurs) {
      options
          .setClientAuth(ClientAuth.REQUIRED)
          .setTrustOptions(
              new PemTrustOptions().addCertValue(Buffer.buffer(certificates.certificate("ca"))));
    }
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> {
                  calls.incrementAndGet();
                  request.response().end("ok");
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    Sets sets = Sets.of(URI.create("https://localhost:" + server.actualPort()));
    try (Stand stand = stand(tls == null ? sets : sets.tls(tls));
        Caller caller = new Caller(stand)) {
      assertEquals(expected, caller.get("/acme/weather/x").statusCode());
      assertEquals(expected == 200 ? 1 : 0, calls.get());
    } finally {
      server.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Stand stand(Sets sets) {
    return Stand.before(
        sets.set(), null, List.of(), (a, p) -> true, InetAddress::getAllByName, secrets);
  }

  private static Tls tls(String ca, @Nullable String certificate, @Nullable String key) {
    return new Tls(
        reference(ca),
        certificate == null ? null : reference(certificate),
        key == null ? null : reference(key));
  }

  private static SecretHeader header(String name, String reference) {
    return new SecretHeader(name, reference(reference));
  }

  private static SecretRef reference(String text) {
    return SecretRef.parse(text).orElseThrow();
  }
}
