package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.boot.demo.Demo;
import dev.turnpike.backend.boot.demo.DemoOrigins;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Snapshot;
import dev.turnpike.tenants.snapshot.Snapshots;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many calls at once on a wallet that pays for some of them. */
@QuarkusTest
class DrainedWalletTest {
  private static final long PRICE = 10_000;

  @Inject DataPlane plane;
  @Inject Demo demo;
  @Inject DemoOrigins origins;
  @Inject Payments payments;
  @Inject Accounts accounts;
  @Inject Snapshots snapshots;

  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  @Tag("case-36")
  void as_many_calls_are_served_as_are_paid_for() throws Exception {
    int affordable = fund();
    long before = origins.hits("weather");
    List<HttpResponse<String>> answers =
        callAtOnce("/acme/weather/forecast/bern", affordable + 100);

    assertEquals(affordable, served(answers));
    for (HttpResponse<String> answer : answers) {
      if (answer.statusCode() != 200) {
        assertEquals(402, answer.statusCode(), answer.body());
        assertTrue(answer.body().matches("(?s).*(INSUFFICIENT_CREDITS|CREDITS_HELD).*"));
      }
    }
    assertEquals(affordable, origins.hits("weather") - before);
    assertTrue(available() < PRICE);
    assertEquals(0, ledgerSum());
  }

  @Test
  void what_the_origin_fails_is_not_charged() throws Exception {
    int affordable = fund();
    int served = 0;
    for (int round = 0; round < 20 && available() >= PRICE; round++) {
      served += served(callAtOnce("/acme/weather/flaky", Math.min(affordable, 50)));
    }
    assertEquals(affordable, served);
    assertTrue(available() < PRICE);
    assertEquals(0, ledgerSum());
  }

  /**
   * Tops up, and answers how many calls the wallet pays for now: what a node has leased in idleness
   * is back, and a refusal from before the payment is forgotten, as they are within a second.
   */
  private int fund() throws InterruptedException {
    Accounts.Account account = account();
    Order order =
        new Order(
            new Order.TopUp(account.id(), Money.of("1.00", "USD")), "sbx_accepted", null, null);
    Payer payer = Payer.application(consumer());
    assertInstanceOf(Paid.Done.class, await(() -> payments.pay(payer, order)));
    TimeUnit.SECONDS.sleep(1);
    for (int i = 0; i < 200 && account().held().isPositive(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return (int) (available() / PRICE);
  }

  private List<HttpResponse<String>> callAtOnce(String path, int count) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plane.port() + path))
            .header("Authorization", "Bearer " + demo.key("globex", "drained"))
            .build();
    List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
    return calls.stream().map(CompletableFuture::join).toList();
  }

  private static int served(List<HttpResponse<String>> answers) {
    return (int) answers.stream().filter(answer -> answer.statusCode() == 200).count();
  }

  /** What no node has leased. */
  private long available() {
    Accounts.Account account = account();
    return account.available().minus(account.held()).micros();
  }

  private Accounts.Account account() {
    TenantId seller = snapshots.current().publisher("acme").id();
    return await(() -> accounts.between(consumer(), seller)).orElseThrow();
  }

  private TenantId consumer() {
    Snapshot snapshot = snapshots.current();
    Credential.ApiKey key =
        assertInstanceOf(Credential.ApiKey.class, ApiKeys.parse(demo.key("globex", "drained")));
    return snapshot.application(snapshot.key(key.id()).application()).consumer();
  }

  private long ledgerSum() throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select coalesce(sum(amount), 0) from ledger_entry")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (Throwable failed) {
      throw new AssertionError(failed);
    }
  }
}
