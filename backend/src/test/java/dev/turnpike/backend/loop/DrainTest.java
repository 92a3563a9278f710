package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.turnpike.backend.boot.demo.DemoOrigins;
import dev.turnpike.backend.people.Cast;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A wallet worth 100 calls and 200 callers at once, through the real gateway. */
@QuarkusTest
class DrainTest {
  private static final int CALLS = 200;
  private static final int AFFORDABLE = 100;
  private static final long PRICE_MICROS = 10_000;
  private static final int MOST_TRIES = 60;
  private static final int BETWEEN_TRIES_MILLIS = 100;

  @Inject Shop shop;
  @Inject Cast cast;
  @Inject DemoOrigins origins;

  @Test
  @Tag("R60")
  @Tag("R61")
  @Tag("R62")
  @Tag("R63")
  @Tag("R64")
  @Tag("R67")
  @Tag("case-36")
  void two_hundred_calls_at_once_on_credit_for_a_hundred_are_served_a_hundred_times()
      throws Exception {
    Buyer buyer = shop.buyer("drain-parallel", "credits");
    shop.topUp(buyer, "1.00");
    long before = origins.hits("weather");

    List<HttpResponse<String>> answers = atOnce(() -> shop.call(Shop.FORECAST, buyer.key()));

    assertEquals(AFFORDABLE, count(answers, 200));
    assertEquals(CALLS - AFFORDABLE, count(answers, 402));
    assertTrue(
        answers.stream().filter(a -> a.statusCode() == 402).allMatch(DrainTest::isForFunds),
        "the credit is the reason");
    assertEquals(AFFORDABLE, origins.hits("weather") - before);
    assertCharged(buyer, AFFORDABLE);

    HttpResponse<String> next = shop.call(Shop.FORECAST, buyer.key());
    assertEquals(402, next.statusCode());
    assertTrue(next.body().contains("\"INSUFFICIENT_CREDITS\""), next.body());
    shop.topUp(buyer, "1.00");
    assertEquals(200, afterAMoment(buyer), "paid for a second ago");
  }

  /** A remembered refusal may outlive the payment, by a second at most. */
  private int afterAMoment(Buyer buyer) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    int status = shop.call(Shop.FORECAST, buyer.key()).statusCode();
    while (status == 402 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
      status = shop.call(Shop.FORECAST, buyer.key()).statusCode();
    }
    return status;
  }

  /** What fails is given back, so a caller that waits as CREDITS_HELD says is served for it. */
  @Test
  @Tag("R67")
  void an_origin_that_fails_each_tenth_call_is_paid_for_the_others_only() throws Exception {
    Buyer buyer = shop.buyer("drain-flaky", "credits");
    shop.topUp(buyer, "1.00");
    long before = origins.hits("weather");

    List<HttpResponse<String>> answers = atOnce(() -> patiently(buyer));

    long failed = count(answers, 500);
    assertTrue(failed >= AFFORDABLE / 10, failed + " calls failed");
    assertEquals(AFFORDABLE, count(answers, 200));
    assertEquals(CALLS - AFFORDABLE - failed, count(answers, 402));
    assertEquals(AFFORDABLE + failed, origins.hits("weather") - before);
    assertCharged(buyer, AFFORDABLE);
  }

  private HttpResponse<String> patiently(Buyer buyer) throws Exception {
    HttpResponse<String> answer = shop.call("/acme/weather/flaky", buyer.key());
    for (int i = 0; i < MOST_TRIES && saysWait(answer); i++) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
      answer = shop.call("/acme/weather/flaky", buyer.key());
    }
    return answer;
  }

  private static boolean saysWait(HttpResponse<String> answer) {
    return answer.headers().firstValue("Retry-After").isPresent();
  }

  private void assertCharged(Buyer buyer, int calls) throws InterruptedException {
    awaitPosted(buyer, calls);
    Object account = buyer.account().id().value();
    assertEquals(
        String.valueOf(calls),
        cast.one(
            "select count(*) from usage_event where subscription_id = ? and amount = ?",
            buyer.subscription().value(),
            PRICE_MICROS));
    assertEquals(
        "0",
        cast.one(
            "select sum(e.amount) from ledger_entry e join ledger_txn t on t.id = e.txn_id"
                + " where t.account_id = ?",
            account));
    assertEquals(
        "t",
        cast.one(
            "select w.posted = (select sum(amount) from ledger_entry where wallet_id = w.id)"
                + " from wallet w where account_id = ?",
            account));
    assertEquals(
        "0 0",
        cast.one("select posted || ' ' || held from wallet where account_id = ?", account),
        "posted and held");
    assertEquals(
        String.valueOf(calls),
        cast.one(
            "select count(*) from usage_event u join ledger_txn t on t.id = u.txn_id"
                + " where t.account_id = ?",
            account),
        "each event belongs to one transaction");
    assertEquals(
        "0",
        cast.one(
            "select count(*) from ledger_txn t where t.account_id = ? and t.kind = 'usage'"
                + " and (select sum(u.amount) from usage_event u where u.txn_id = t.id)"
                + " <> (select e.amount from ledger_entry e where e.txn_id = t.id"
                + " and e.book = 'revenue')",
            account),
        "each transaction is the sum of its events");
    assertEquals(
        "0",
        cast.one(
            "select coalesce(sum(l.amount), 0) from lease l join wallet w on w.id = l.pot_id"
                + " where w.account_id = ?",
            account),
        "no node holds anything");
  }

  /** Usage is in the books a moment after the calls. */
  private void awaitPosted(Buyer buyer, int calls) throws InterruptedException {
    for (int i = 0; i < MOST_TRIES; i++) {
      String posted =
          cast.one(
              "select count(*) from usage_event where subscription_id = ?",
              buyer.subscription().value());
      if (posted.equals(String.valueOf(calls))) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
    }
  }

  private static boolean isForFunds(HttpResponse<String> answer) {
    return answer.body().contains("\"code\":\"INSUFFICIENT_CREDITS\"")
        || answer.body().contains("\"code\":\"CREDITS_HELD\"");
  }

  private static long count(List<HttpResponse<String>> answers, int status) {
    return answers.stream().filter(answer -> answer.statusCode() == status).count();
  }

  private static List<HttpResponse<String>> atOnce(Callable<HttpResponse<String>> call)
      throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> running = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        running.add(
            callers.submit(
                () -> {
                  gate.await();
                  return call.call();
                }));
      }
      gate.countDown();
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : running) {
        answers.add(answer.get(60, TimeUnit.SECONDS));
      }
      return answers;
    }
  }
}
