package dev.turnpike.backend.event;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.event.Deliveries;
import dev.turnpike.tenants.event.Delivery;
import dev.turnpike.tenants.event.Delivery.State;
import dev.turnpike.tenants.event.Endpoint;
import dev.turnpike.tenants.event.EndpointAnswer;
import dev.turnpike.tenants.event.EndpointTerms;
import dev.turnpike.tenants.event.Endpoints;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Hindrances;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Forbidden;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Tenants' own systems are told what happens, signed, until it is received. */
@QuarkusTest
class EventsTest {
  @Inject Cast cast;
  @Inject Ids ids;
  @Inject Endpoints endpoints;
  @Inject Deliveries deliveries;
  @Inject Subscriptions subscriptions;
  @Inject Hindrances hindrances;

  private Receiver system;
  private String own;
  private TenantId publisher;
  private Acting olivia;
  private TenantId consumer;
  private Acting gwen;
  private ApplicationId robot;

  @BeforeEach
  void start(TestInfo test) throws IOException {
    system = new Receiver();
    own = Integer.toHexString(test.getDisplayName().hashCode());
    publisher = cast.tenant("told-" + own, true);
    olivia = cast.acting(cast.member(publisher, "olivia.e" + own, "owner"), "told-" + own);
    consumer = cast.tenant("buys-" + own, false);
    gwen = cast.acting(cast.member(consumer, "gwen.e" + own, "owner"), "buys-" + own);
    cast.product(publisher, "tides", "public");
    cast.plan(publisher, "tides", "free", "{\"billing\":\"free\",\"currency\":\"USD\"}");
    robot = cast.application(gwen, "robot");
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void both_sides_are_told_by_a_message_that_the_specifications_library_verifies()
      throws Exception {
    EndpointAnswer.Issued mine = add(olivia, Set.of("subscription.activated"));
    SubscriptionId id = subscribe();
    Receiver.Message message = system.next().signedWith(mine.secret());
    assertEquals("subscription.activated", message.type());
    assertEquals(id.toString(), message.data().getString("subscription"));
    assertEquals("buys-" + own, message.data().getString("consumer"));
    assertEquals("robot", message.data().getString("application"));
    assertEquals("free", message.data().getString("plan"));
    assertEquals("active", message.data().getString("state"));
    String other = add(gwen, Set.of()).secret();
    assertThrows(WebhookVerificationException.class, () -> message.signedWith(other));
    await(() -> hindrances.block(olivia, id, "Too much."));
    Receiver.Message blocked = system.next().signedWith(other);
    assertEquals("subscription.blocked", blocked.type());
    assertEquals("Too much.", blocked.data().getString("reason"));
    // What the publisher's endpoint did not choose does not come.
    assertTrue(system.hasNothing());
    Delivery sent = first(olivia, mine.id());
    assertEquals(State.DELIVERED, sent.state());
    assertEquals(204, sent.last().status());
  }

  @Test
  void money_and_limits_and_keys_are_told() throws Exception {
    add(gwen, Set.of());
    SubscriptionId id = subscribe();
    assertEquals("subscription.activated", system.next().type());
    UUID invoice = ids.next();
    cast.sql(
        "insert into invoice (id, publisher_id, consumer_id, account_id, subscription_id, number,"
            + " state, currency, total, issued_at, due_at) select ?, publisher_id, consumer_id,"
            + " account_id, id, 'E-' || id, 'open', 'USD', 49000000, now(), now() from subscription"
            + " where id = ?",
        invoice,
        id.value());
    Receiver.Message opened = system.next();
    assertEquals("invoice.opened", opened.type());
    assertEquals("49.00", opened.data().getJsonObject("total").getString("amount"));
    for (int i = 0; i < 2; i++) {
      cast.sql("update invoice set decline_code = 'expired_card' where id = ?", invoice);
      Receiver.Message failed = system.next();
      assertEquals("invoice.payment_failed", failed.type());
      assertEquals("expired_card", failed.data().getString("decline_code"));
    }
    cast.sql("update invoice set state = 'paid', paid_at = now() where id = ?", invoice);
    assertEquals("invoice.paid", system.next().type());
    cast.sql(
        "insert into notice (id, tenant_id, publisher_id, subject, kind, period, threshold, tone,"
            + " title, body, path, at, told_at) values (?, ?, ?, ?, 'allowance', 'p', 80, 'warn',"
            + " '80 % used', '', '/', now(), now())",
        ids.next(), consumer.value(), publisher.value(), id.value());
    Receiver.Message crossed = system.next();
    assertEquals("limit.threshold_crossed", crossed.type());
    assertEquals(80, crossed.data().getInteger("threshold"));
    cast.sql(
        "insert into api_key (id, tenant_id, application_id, name, mode, secret_hash, created_at)"
            + " values (?, ?, ?, 'Nightly', 'test', sha256('x'), now())",
        key(),
        consumer.value(),
        robot.value());
    cast.sql("update api_key set revoked_at = now() where id = ?", key());
    Receiver.Message revoked = system.next();
    assertEquals("key.revoked", revoked.type());
    assertEquals("Nightly", revoked.data().getString("name"));
  }

  @Test
  void what_is_rolled_back_is_never_told() throws Exception {
    add(gwen, Set.of());
    SubscriptionId id = subscribe();
    system.next();
    assertThrows(
        IllegalStateException.class,
        () ->
            cast.sql(
                "do $$ begin update subscription set state = 'suspended' where id = '"
                    + id
                    + "'; raise exception 'no'; end $$"));
    assertEquals(
        "1", cast.one("select count(*) from webhook_event where tenant_id = ?", consumer.value()));
  }

  @Test
  void two_secrets_sign_while_one_is_changed_for_the_other() throws Exception {
    EndpointAnswer.Issued before = add(gwen, Set.of());
    EndpointAnswer.Issued after =
        assertInstanceOf(
            EndpointAnswer.Issued.class, await(() -> endpoints.rotate(gwen, before.id())));
    assertNotEquals(before.secret(), after.secret());
    await(() -> deliveries.test(gwen, before.id()));
    system.next().signedWith(before.secret()).signedWith(after.secret());
    cast.sql(
        "update webhook_endpoint set old_secret_until = now() - interval '1 second' where id = ?",
        before.id());
    await(() -> deliveries.test(gwen, before.id()));
    Receiver.Message late = system.next().signedWith(after.secret());
    assertThrows(WebhookVerificationException.class, () -> late.signedWith(before.secret()));
    assertFalse(
        cast.one("select secret || old_secret from webhook_endpoint where id = ?", before.id())
            .contains(after.secret().substring("whsec_".length())));
  }

  @Test
  void what_fails_is_sent_again_under_its_id_and_the_log_keeps_what_came_back() throws Exception {
    EndpointAnswer.Issued mine = add(gwen, Set.of());
    system.answers(503, "down for now ".repeat(200));
    subscribe();
    Receiver.Message once = system.next();
    Delivery failed = eventually(mine.id(), it -> it.last() != null);
    assertEquals(State.WAITING, failed.state());
    assertEquals(503, failed.last().status());
    assertEquals(1024, failed.last().answer().length());
    assertTrue(failed.last().answer().startsWith("down for now"));
    assertNotNull(found(mine.id()).failingSince());
    system.answers(200, "thanks");
    Receiver.Message again = system.next().signedWith(mine.secret());
    assertEquals(once.id(), again.id());
    assertEquals(once.body(), again.body());
    Delivery delivered = eventually(mine.id(), it -> it.state() == State.DELIVERED);
    assertEquals(2, delivered.attempts());
    assertEquals("thanks", delivered.last().answer());
    assertNull(found(mine.id()).failingSince());
  }

  @Test
  void days_of_failure_switch_it_off_and_its_people_are_told() throws Exception {
    EndpointAnswer.Issued mine = add(gwen, Set.of());
    system.answers(500, "");
    SubscriptionId id = subscribe();
    system.next();
    eventually(mine.id(), it -> it.last() != null);
    cast.sql(
        "update webhook_endpoint set failing_since = now() - interval '73 hours' where id = ?",
        mine.id());
    cast.sql("update webhook_delivery set not_before = now() where endpoint_id = ?", mine.id());
    system.next();
    Delivery over = eventually(mine.id(), it -> it.state() == State.FAILED);
    assertEquals(Endpoint.Why.FAILING, found(mine.id()).off().why());
    assertEquals(
        "1",
        cast.one(
            "select count(*) from notice n join mail m on m.notice_id = n.id"
                + " where n.subject = ? and n.kind = 'webhook-disabled' and n.tenant_id = ?",
            mine.id(),
            consumer.value()));
    await(() -> hindrances.pause(gwen, id, "A rest."));
    assertEquals(1, log(gwen, mine.id()).size(), "nothing waits for what is off");
    system.answers(204, "");
    await(() -> endpoints.enable(gwen, mine.id()));
    await(() -> deliveries.replay(gwen, mine.id(), over.id()));
    assertEquals("msg_" + over.event(), system.next().id());
    assertEquals(State.DELIVERED, first(gwen, mine.id()).state());
  }

  @Test
  void gone_means_gone_at_once() throws Exception {
    EndpointAnswer.Issued mine = add(gwen, Set.of());
    system.answers(410, "");
    subscribe();
    system.next();
    eventually(mine.id(), it -> it.state() == State.FAILED);
    assertEquals(Endpoint.Why.GONE, found(mine.id()).off().why());
  }

  @Test
  void a_test_goes_out_once_and_not_where_it_may_not() throws Exception {
    EndpointAnswer.Issued mine =
        assertInstanceOf(
            EndpointAnswer.Issued.class,
            await(
                () ->
                    endpoints.create(
                        gwen, new EndpointTerms("Metadata", "http://169.254.169.254/", Set.of()))));
    assertInstanceOf(EndpointAnswer.Done.class, await(() -> deliveries.test(gwen, mine.id())));
    Delivery refused = first(gwen, mine.id());
    assertEquals(State.FAILED, refused.state());
    assertNull(refused.last().status());
    assertTrue(refused.last().trouble().contains("may not be called from here"));
  }

  @Test
  void nobody_else_sees_or_changes_it() {
    EndpointAnswer.Issued mine = add(gwen, Set.of());
    assertTrue(await(() -> endpoints.find(olivia, mine.id())).isEmpty());
    assertInstanceOf(
        EndpointAnswer.Unknown.class, await(() -> endpoints.remove(olivia, mine.id())));
    assertInstanceOf(EndpointAnswer.Unknown.class, await(() -> deliveries.test(olivia, mine.id())));
    Acting vera = cast.acting(cast.member(consumer, "vera.e" + own, "viewer"), "buys-" + own);
    assertThrows(Forbidden.class, () -> await(() -> endpoints.list(vera)));
    assertInstanceOf(
        EndpointAnswer.Invalid.class,
        await(
            () ->
                endpoints.create(gwen, new EndpointTerms("x", "ftp://files.example/", Set.of()))));
  }

  private EndpointAnswer.Issued add(Acting acting, Set<String> types) {
    return assertInstanceOf(
        EndpointAnswer.Issued.class,
        await(
            () ->
                endpoints.create(acting, new EndpointTerms("Our books", system.address(), types))));
  }

  private SubscriptionId subscribe() {
    Outcome outcome =
        await(
            () ->
                subscriptions.request(
                    gwen, new PlanChoice(robot, "told-" + own, "tides", "free", Mode.TEST)));
    return assertInstanceOf(Outcome.Done.class, outcome).id();
  }

  private Endpoint found(UUID endpoint) {
    return await(() -> endpoints.find(gwen, endpoint)).orElseThrow();
  }

  private List<Delivery> log(Acting acting, UUID endpoint) {
    return await(() -> deliveries.list(acting, endpoint, null, 50));
  }

  private Delivery first(Acting acting, UUID endpoint) {
    return log(acting, endpoint).getFirst();
  }

  private Delivery eventually(UUID endpoint, Predicate<Delivery> holds)
      throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      List<Delivery> log = log(gwen, endpoint);
      if (!log.isEmpty() && holds.test(log.getFirst())) {
        return log.getFirst();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("it did not come to that: " + log(gwen, endpoint));
  }

  private String key() {
    return (own + "Ev5mA9kQ2wE4rT6y").substring(0, 16);
  }
}
