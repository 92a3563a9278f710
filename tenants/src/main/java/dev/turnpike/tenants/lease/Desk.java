package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.lease.Books.Grant;
import dev.turnpike.tenants.lease.Books.Want;
import dev.turnpike.tenants.lease.Lane.Shortage;
import dev.turnpike.tenants.lease.Lane.Stop;
import dev.turnpike.tenants.snapshot.Leases.Answer;
import dev.turnpike.tenants.snapshot.Leases.Ask;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where calls of a lane wait when a slice is empty, and where it is refilled. One trip at a time;
 * it is made for all calls that wait when it begins, and its refusal is theirs. Whoever comes later
 * is served by the next trip, so that nobody is refused by an answer older than its question.
 */
final class Desk {
  /** Calls of one lane that wait; more are turned away, for the database is too slow for them. */
  private static final int MOST_WAITING = 10_000;

  /** A lease is for about this many calls at least. */
  private static final int CALLS = 100;

  private final Lane lane;
  private final Lender lender;
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private boolean busy;

  private record Waiter(Ask ask, Promise<Answer> promise) {}

  /** What a trip is for: the calls that wait, and what the first of them has in hand. */
  private static final class Errand {
    private final List<Waiter> calls;
    private final long[] hand;

    Errand(List<Waiter> calls, int stops) {
      this.calls = calls;
      this.hand = new long[stops];
    }

    List<Waiter> calls() {
      return calls;
    }

    /** For each stop of the lane. */
    long[] hand() {
      return hand;
    }
  }

  Desk(Lane lane, Lender lender) {
    this.lane = lane;
    this.lender = lender;
  }

  Future<Answer> wait(Ask ask) {
    Promise<Answer> promise = Promise.promise();
    synchronized (waiting) {
      if (waiting.size() >= MOST_WAITING) {
        return Future.failedFuture("too many calls wait for " + lane.route().subscription());
      }
      waiting.add(new Waiter(ask, promise));
      if (busy) {
        return promise.future();
      }
      busy = true;
    }
    go();
    return promise.future();
  }

  /** Fetches more in the background, unless a trip is on its way. */
  void refill() {
    synchronized (waiting) {
      if (busy) {
        return;
      }
      busy = true;
    }
    go();
  }

  private void go() {
    List<Waiter> calls;
    synchronized (waiting) {
      calls = new ArrayList<>(waiting);
      waiting.clear();
    }
    List<Waiter> unserved = serve(calls);
    if (unserved.isEmpty() && !lane.isLow()) {
      rest();
      return;
    }
    Errand errand = new Errand(unserved, lane.stops().size());
    if (!unserved.isEmpty()) {
      fill(errand.hand(), unserved.getFirst().ask());
    }
    fetch(errand, true).onFailure(away -> giveUp(errand, away)).onComplete(done -> rest());
  }

  private void rest() {
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        busy = false;
        return;
      }
    }
    go();
  }

  /** Those who can take now are served; the others are answered. */
  private List<Waiter> serve(List<Waiter> calls) {
    long now = System.nanoTime();
    boolean lends = lender.mayLend(now);
    List<Waiter> unserved = new ArrayList<>();
    for (Waiter call : calls) {
      if (lends && lane.take(call.ask(), now)) {
        call.promise().complete(lane.held(call.ask()));
      } else {
        unserved.add(call);
      }
    }
    return unserved;
  }

  /** Whatever is there for the first call, so that nobody snatches it while the trip is made. */
  private void fill(long[] hand, Ask ask) {
    for (int i = 0; i < hand.length; i++) {
      hand[i] += lane.stops().get(i).slice().takeUpTo(lane.amount(i, ask) - hand[i]);
    }
  }

  private Future<Void> fetch(Errand errand, boolean mayRecall) {
    List<Integer> which = new ArrayList<>();
    List<Want> wants = new ArrayList<>();
    for (int i = 0; i < lane.stops().size(); i++) {
      Want want = want(i, errand);
      if (want.need() > 0 || want.slice().isLow()) {
        which.add(i);
        wants.add(want);
      }
    }
    if (wants.isEmpty()) {
      return deliver(errand, which, wants, List.of());
    }
    int[] news = lane.stops().stream().mapToInt(stop -> stop.slice().news()).toArray();
    return lender
        .acquire(lane.route(), wants, mayRecall)
        .compose(
            grants -> {
              int shortOf = firstShort(grants);
              return shortOf < 0
                  ? deliver(errand, which, wants, grants)
                  : lacking(errand, which.get(shortOf), grants.get(shortOf), mayRecall, news);
            });
  }

  private Want want(int i, Errand errand) {
    Stop stop = lane.stops().get(i);
    Slice slice = stop.slice();
    if (errand.calls().isEmpty()) {
      return new Want(slice, stop.bound(), slice.cost(), 0, 0, slice.most());
    }
    long cost = lane.amount(i, errand.calls().getFirst().ask());
    long need = cost - errand.hand()[i];
    long wish = -errand.hand()[i];
    for (Waiter call : errand.calls()) {
      wish += lane.amount(i, call.ask());
    }
    slice.costs(cost, CALLS);
    return new Want(slice, stop.bound(), cost, need, wish, slice.most());
  }

  private static int firstShort(List<Grant> grants) {
    for (int i = 0; i < grants.size(); i++) {
      if (grants.get(i).isShort()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Puts what came into the slices, serves the first call from it and then whom it suffices for.
   */
  private Future<Void> deliver(
      Errand errand, List<Integer> which, List<Want> wants, List<Grant> grants) {
    long[] hand = errand.hand();
    for (int i = 0; i < grants.size(); i++) {
      hand[which.get(i)] += lender.take(wants.get(i), grants.get(i));
    }
    if (errand.calls().isEmpty()) {
      empty(hand);
      return Future.succeededFuture();
    }
    Waiter first = errand.calls().getFirst();
    long now = System.nanoTime();
    for (int i = 0; i < hand.length; i++) {
      long amount = lane.amount(i, first.ask());
      hand[i] -= amount;
      lane.stops().get(i).slice().tookInHand(amount, now);
    }
    empty(hand);
    first.promise().complete(lane.held(first.ask()));
    List<Waiter> unserved = serve(errand.calls().subList(1, errand.calls().size()));
    synchronized (waiting) {
      for (int i = unserved.size() - 1; i >= 0; i--) {
        waiting.addFirst(unserved.get(i));
      }
    }
    return Future.succeededFuture();
  }

  private void empty(long[] hand) {
    for (int i = 0; i < hand.length; i++) {
      lane.stops().get(i).slice().give(hand[i]);
      hand[i] = 0;
    }
  }

  /**
   * A pot cannot give. What is used and not posted yet, what other nodes do not use, and what calls
   * in flight may give back can change that: then it is asked once more.
   */
  private Future<Void> lacking(
      Errand errand, int stop, Grant shortage, boolean mayRecall, int[] news) {
    Slice slice = lane.stops().get(stop).slice();
    if (errand.calls().isEmpty()) {
      slice.refillBelow(0);
      return Future.succeededFuture();
    }
    long cost = lane.amount(stop, errand.calls().getFirst().ask());
    if (mayRecall && shortage.available() + shortage.held() >= cost) {
      return lender
          .settleUp(slice, shortage.elsewhere() > 0)
          .transform(
              done -> {
                fill(errand.hand(), errand.calls().getFirst().ask());
                return fetch(errand, false);
              });
    }
    refuse(errand, stop, cost, shortage, news[stop]);
    return Future.succeededFuture();
  }

  /** The refusal of the first call is that of all that need as much. */
  private void refuse(Errand errand, int stop, long cost, Grant shortage, int news) {
    long mine = errand.hand()[stop];
    Shortage told =
        new Shortage(stop, shortage.used(), shortage.held() - mine, shortage.available() + mine);
    if (told.available() + told.held() < cost) {
      lane.remember(told, cost, news, System.nanoTime());
    }
    empty(errand.hand());
    List<Waiter> smaller = new ArrayList<>();
    for (Waiter call : errand.calls()) {
      if (lane.amount(stop, call.ask()) >= cost) {
        call.promise().complete(lane.answer(call.ask(), told));
      } else {
        smaller.add(call);
      }
    }
    synchronized (waiting) {
      smaller.forEach(waiting::addFirst);
    }
  }

  private void giveUp(Errand errand, Throwable away) {
    empty(errand.hand());
    errand.calls().forEach(call -> call.promise().tryFail(away));
  }
}
