package dev.turnpike.backend.money;

import static dev.turnpike.backend.people.Cast.await;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.backend.loop.Buyer;
import dev.turnpike.backend.loop.Shop;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.billing.Order;
import dev.turnpike.tenants.billing.Paid;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.Payments;
import dev.turnpike.tenants.billing.ProcessorEvents;
import dev.turnpike.tenants.billing.Signature;
import dev.turnpike.tenants.kernel.Money;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * I9 against the real PostgreSQL: a processor's events in any order, several at once and each more
 * than once, come to the same end. {@code -Dturnpike.seeds=1000} makes it longer; a failure names
 * its seed.
 */
@QuarkusTest
@Tag("I9")
@Tag("R67")
class ProcessorEventsPropertyTest {
  private static final int SEEDS = Integer.getInteger("turnpike.seeds", 6);
  private static final int FIRST_SEED = Integer.getInteger("turnpike.seed", 1);

  @Inject Shop shop;
  @Inject Cast cast;
  @Inject Payments payments;
  @Inject ProcessorEvents events;
  @Inject Clock clock;

  private UUID acme;
  private String address;
  private String secret;

  @BeforeEach
  void endpoint() {
    acme = UUID.fromString(cast.one("select id from tenant where slug = 'acme'"));
    address = cast.one("select endpoint from processor_endpoint where tenant_id = ?", acme);
    secret = cast.one("select secret from processor_endpoint where tenant_id = ?", acme);
  }

  @Test
  void any_order_and_any_number_of_events_end_in_the_same_state() throws Exception {
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      for (String end : List.of("succeeded", "declined")) {
        Random random = new Random(seed);
        Buyer buyer = shop.buyer("i9-" + end + "-" + seed, "credits");
        UUID payment = pending(buyer);
        cast.sql(
            "insert into sandbox_charge select id, publisher_id, consumer_id, ?, ? from payment where id = ?",
            end,
            end.equals("declined") ? "do_not_honor" : null,
            payment);
        List<String> story = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          story.addAll(
              List.of(
                  "payment.pending",
                  "payment.action-required",
                  "payment.declined",
                  "payment.succeeded"));
        }
        Collections.shuffle(story, random);
        replay(buyer, payment, story);
        String word = end + " (seed " + seed + ")";
        assertEquals(end, cast.one("select state from payment where id = ?", payment), word);
        assertEquals(
            end.equals("succeeded") ? "5000000" : "0",
            cast.one(
                "select posted from wallet where account_id = ?", buyer.account().id().value()),
            word);
        assertEquals(
            "4",
            cast.one(
                "select count(*) from processor_event where payment_id = ? and processed_at is not null",
                payment),
            word);
      }
    }
  }

  /** Four kinds of event, each sent thrice under its own id, worked on by four at once. */
  private void replay(Buyer buyer, UUID payment, List<String> story) throws Exception {
    try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
      List<Future<Void>> working = new ArrayList<>();
      for (String type : story) {
        working.add(
            nodes.submit(
                () -> {
                  String id = type + "-" + payment;
                  send(id, type, payment, secret).then().statusCode(202);
                  await(
                      () ->
                          events
                              .process(buyer.owner().tenant(), acme, id, payment)
                              .replaceWith(true));
                  return null;
                }));
      }
      for (Future<Void> done : working) {
        done.get(60, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void what_is_not_signed_by_the_secret_is_not_kept() {
    UUID payment = pending(shop.buyer("i9-unsigned", "credits"));
    send("forged-1", "payment.succeeded", payment, "another secret").then().statusCode(401);
    String body = body("payment.succeeded", payment);
    String then = String.valueOf(clock.instant().getEpochSecond() - 301);
    post("late-1", then, Signature.sign(secret, "late-1", then, bytes(body)), body)
        .then()
        .statusCode(401);
    String now = String.valueOf(clock.instant().getEpochSecond());
    post("changed-1", now, Signature.sign(secret, "changed-1", now, bytes(body)), body + " ")
        .then()
        .statusCode(401);
    assertEquals(
        "0",
        cast.one(
            "select count(*) from processor_event where event_id in ('forged-1', 'late-1', 'changed-1')"));
  }

  private UUID pending(Buyer buyer) {
    Order order =
        new Order(
            new Order.TopUp(buyer.account().id(), Money.of("5.00", "USD")),
            "sbx_silent",
            null,
            null);
    Uni<Paid> paid = Uni.createFrom().deferred(() -> payments.pay(Payer.of(buyer.owner()), order));
    return assertInstanceOf(Paid.Pending.class, await(() -> paid)).payment().id();
  }

  private Response send(String id, String type, UUID payment, String key) {
    String now = String.valueOf(clock.instant().getEpochSecond());
    String body = body(type, payment);
    return post(id, now, Signature.sign(key, id, now, bytes(body)), body);
  }

  private Response post(String id, String timestamp, String signature, String body) {
    return given()
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signature)
        .contentType("application/json")
        .body(bytes(body))
        .post("/webhooks/sandbox/" + address);
  }

  private static String body(String type, UUID payment) {
    return "{\"type\":\"%s\",\"data\":{\"payment\":\"%s\"}}".formatted(type, payment);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
