package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.boot.Main;
import dev.turnpike.backend.gateway.GatewayPort;
import dev.turnpike.backend.people.Cast;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publisher who has nothing yet writes one file and runs two commands, each a process of its own
 * that knows nothing but addresses and a password: the second one's call is served and paid for.
 */
@QuarkusTest
class FirstPaidCallTest {
  private static final String FILE =
      """
      tenant: SLUG
      name: Tidal
      publishes: true
      apis:
        - slug: tides
          name: Tides
          origins: {origin: "http://127.0.0.1:PORT"}
          operations:
            - {id: today, method: GET, path: /today}
      products:
        - slug: sea
          name: The sea
          apis: [tides]
          plans:
            - {slug: credits, name: Credits, billing: prepaid, currency: USD, request_price: "0.25"}
            - slug: asked
              name: When asked
              billing: free
              currency: USD
              process: [{kind: publisher-approval}]
      applications:
        - {slug: tester, name: Tester}
      """;

  private static final String HIGH_WATER = "High water at 12:04";
  private static final int PATIENCE_SECONDS = 60;

  @TestHTTPResource("/")
  URI url;

  @Inject Cast cast;
  @Inject GatewayPort gateway;
  @TempDir Path directory;

  private final AtomicInteger hits = new AtomicInteger();
  private HttpServer origin;

  /** What a command left behind. */
  private record Ran(int status, String out, String err) {}

  @BeforeEach
  void originIsThere() throws IOException {
    origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    origin.createContext(
        "/today",
        call -> {
          hits.incrementAndGet();
          byte[] body = HIGH_WATER.getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(200, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
    origin.start();
  }

  @AfterEach
  void originIsGone() {
    origin.stop(0);
  }

  @Test
  @Tag("R190")
  @Tag("R191")
  void one_file_and_two_commands_lead_from_nothing_to_a_call_that_is_paid_for() throws Exception {
    String owner = cast.member(cast.tenant("tidal", true), "tidal-owner", "owner");
    Path file = file("tidal");

    Ran applied = turnpike(owner, "apply", "--yes", "-f", file.toString());
    assertEquals(0, applied.status(), applied.err());
    Ran called = call(owner, "tidal", "credits", "--pay", "5.00 USD");

    assertEquals(0, called.status(), called.err());
    assertEquals(HIGH_WATER, called.out().strip());
    assertTrue(called.err().contains("Paid 5.00 USD"), called.err());
    assertTrue(called.err().contains("200 /tidal/tides/today, cost 0.25 USD"), called.err());
    assertEquals(1, hits.get());
    assertEquals("1", eventually("1", "select count(*) from usage_event" + OF_TIDAL));
    assertEquals("4750000", cast.one("select posted from wallet w" + WALLET_OF_TIDAL));
    assertEquals(
        "0",
        cast.one(
            "select count(*) from api_key where revoked_at is null and"
                + " tenant_id = (select id from tenant where slug = 'tidal')"),
        "no key stays behind");

    Ran again = call(owner, "tidal", "credits");
    assertEquals(0, again.status(), again.err());
    assertTrue(!again.err().contains("asks for") && !again.err().contains("Paid"), again.err());
    assertEquals("2", eventually("2", "select count(*) from usage_event" + OF_TIDAL));
    assertEquals("4500000", cast.one("select posted from wallet w" + WALLET_OF_TIDAL));
  }

  @Test
  @Tag("R191")
  void without_credit_and_leave_to_pay_the_refusal_is_shown() throws Exception {
    String owner = cast.member(cast.tenant("tidal-poor", true), "tidal-poor-owner", "owner");
    assertEquals(
        0, turnpike(owner, "apply", "--yes", "-f", file("tidal-poor").toString()).status());

    Ran refused = call(owner, "tidal-poor", "credits");

    assertEquals(1, refused.status(), refused.err());
    assertTrue(refused.err().contains("402 /tidal-poor/tides/today"), refused.err());
    assertTrue(refused.out().contains("INSUFFICIENT_CREDITS"), refused.out());
    Ran unknown = turnpike(owner, words("tidal-poor", "nobody", "credits"));
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("has no application nobody"), unknown.err());
    assertEquals(0, hits.get());
  }

  @Test
  @Tag("R190")
  void a_request_that_somebody_has_to_approve_is_called_with_by_nobody() throws Exception {
    String owner = cast.member(cast.tenant("tidal-asked", true), "tidal-asked-owner", "owner");
    assertEquals(
        0, turnpike(owner, "apply", "--yes", "-f", file("tidal-asked").toString()).status());
    Ran waits = call(owner, "tidal-asked", "asked");
    assertEquals(1, waits.status(), waits.err());
    assertTrue(waits.err().contains("waits for its approval"), waits.err());
    assertEquals(0, hits.get());
  }

  private static final String WALLET_OF_TIDAL =
      " join account a on a.id = w.account_id join tenant t on t.id = a.consumer_id"
          + " where t.slug = 'tidal'";
  private static final String OF_TIDAL =
      " where subscription_id in (select s.id from subscription s join tenant t"
          + " on t.id = s.consumer_id where t.slug = 'tidal')";

  private Path file(String slug) throws IOException {
    return Files.writeString(
        directory.resolve(slug + ".yaml"),
        FILE.replace("SLUG", slug).replace("PORT", String.valueOf(origin.getAddress().getPort())));
  }

  private Ran call(String email, String tenant, String plan, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of(words(tenant, "tester", plan)));
    words.addAll(List.of(more));
    return turnpike(email, words.toArray(String[]::new));
  }

  private String[] words(String tenant, String application, String plan) {
    return new String[] {
      "call",
      "/" + tenant + "/tides/today",
      "--gateway",
      "http://127.0.0.1:" + gateway.number(),
      "--tenant",
      tenant,
      "--as",
      application,
      "--plan",
      tenant + "/sea/" + plan
    };
  }

  /** The command line itself, in a process of its own. */
  private Ran turnpike(String email, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    command.addAll(List.of("--url", url.toString()));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("TURNPIKE_EMAIL", email);
    builder.environment().put("TURNPIKE_PASSWORD", Cast.PASSWORD);
    Process process = builder.start();
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it ends");
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Usage is posted a moment after its call was answered. */
  private String eventually(String wanted, String sql) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String found = cast.one(sql);
    while (!found.equals(wanted) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
      found = cast.one(sql);
    }
    return found;
  }
}
