package dev.turnpike.backend.boot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Snapshots;
import dev.turnpike.tenants.snapshot.Standing;
import dev.turnpike.tenants.snapshot.Subscription;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The cast is in the snapshot, each key in the state that it is there to show. */
@QuarkusTest
class SamplesTest {
  @Inject Demo demo;
  @Inject Snapshots snapshots;
  @Inject Leases leases;
  @Inject Ids ids;

  @Test
  void acme_sells_weather_and_chat() {
    Publisher acme = snapshots.current().publisher("acme");
    assertNotNull(acme);
    assertEquals(9, acme.productsWith(acme.apis().get("weather")).getFirst().plans().size());
    assertNotNull(acme.apis().get("chat"));
  }

  @Test
  void every_key_stands_as_the_samples_say() {
    assertInstanceOf(Standing.Active.class, subscription("globex", "good").standing());
    assertInstanceOf(Standing.Suspended.class, subscription("initech", "overdue").standing());
    assertInstanceOf(Standing.PendingApproval.class, subscription("globex", "pending").standing());
    assertNotNull(key("globex", "revoked").revokedAt());
  }

  @Test
  void the_drained_wallet_is_short_of_a_cent() {
    Leases.Answer answer = reserve("globex", "drained");
    Leases.FundsShort funds = assertInstanceOf(Leases.FundsShort.class, answer);
    assertEquals("0.00 USD", funds.available().toString());
    assertEquals("0.01 USD", funds.required().toString());
  }

  @Test
  void the_daily_limit_of_one_call_is_spent() {
    Leases.LimitReached reached =
        assertInstanceOf(Leases.LimitReached.class, reserve("globex", "rate-limited"));
    assertEquals("daily", reached.limit().name());
    assertEquals(1, reached.used());
  }

  private Leases.Answer reserve(String tenant, String state) {
    Publisher acme = snapshots.current().publisher("acme");
    Subscription subscription = subscription(tenant, state);
    return leases
        .peek(
            new Leases.Ask(
                new RequestId(ids.next()),
                acme.id(),
                application(tenant, state),
                key(tenant, state),
                subscription,
                acme.apis().get("weather"),
                subscription.plan().priceOfCall(),
                Quantities.ONE_REQUEST,
                Instant.now()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private Subscription subscription(String tenant, String state) {
    return application(tenant, state).subscriptions().stream()
        .filter(s -> snapshots.current().publisher("acme").products().containsKey(s.product()))
        .filter(s -> !s.plan().slug().equals("payg"))
        .findFirst()
        .orElseThrow();
  }

  private Application application(String tenant, String state) {
    return snapshots.current().application(key(tenant, state).application());
  }

  private Key key(String tenant, String state) {
    Credential.ApiKey key =
        assertInstanceOf(Credential.ApiKey.class, ApiKeys.parse(demo.key(tenant, state)));
    return snapshots.current().key(key.id());
  }
}
