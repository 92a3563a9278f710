package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.lease.Books.Grant;
import dev.turnpike.tenants.lease.Books.Posted;
import dev.turnpike.tenants.lease.Books.Want;
import dev.turnpike.tenants.lease.Takings.Return;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Keeps this node's slices in step with the database: fetches more, notes where pots stand, gives
 * back what is idle or recalled, and begins anew when the node was taken for dead.
 */
final class Lender {
  private static final Logger LOG = Logger.getLogger(Lender.class);
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration ANEW = Duration.ofSeconds(1);
  private static final int SIGN_OF_LIFE_ROUNDS = 2;

  /** How long a call waits for credit that others hold, before it is refused for it. */
  private static final Duration FOR_HELD_CREDIT = Duration.ofMillis(50);

  private static final Duration FOR_OWN_USAGE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Node node;
  private final Books books;
  private final Demands demands;
  private final Lanes lanes;
  private final Shipper shipper;
  private final AtomicBoolean beginning = new AtomicBoolean();
  private volatile boolean open;
  private int rounds;

  Lender(Vertx vertx, Node node, Books books, Demands demands, Ids ids) {
    this.vertx = vertx;
    this.node = node;
    this.books = books;
    this.demands = demands;
    this.lanes = new Lanes(this, ids);
    this.shipper = new Shipper(vertx, books, node, ids, this::posted, this::beginAnew);
  }

  Lanes lanes() {
    return lanes;
  }

  Shipper shipper() {
    return shipper;
  }

  void open() {
    open = true;
  }

  void close() {
    open = false;
  }

  boolean isOpen() {
    return open;
  }

  boolean mayLend(long nowNanos) {
    return open && !beginning.get() && node.mayLend(nowNanos);
  }

  /** A trip for more, unless the node is about to forget one of the slices. */
  Future<List<Grant>> acquire(Route route, List<Want> wants, boolean recalls) {
    if (beginning.get()) {
      return Future.failedFuture("this node begins anew");
    }
    long life = node.epoch();
    if (!board(wants)) {
      return shipper.flush().compose(done -> acquire(route, wants, recalls));
    }
    return books
        .acquire(route, wants, recalls)
        .onComplete(answer -> wants.forEach(want -> want.slice().land(answer.succeeded())))
        .onFailure(
            failed -> {
              if (failed instanceof Books.Stale && life == node.epoch()) {
                beginAnew();
              }
            });
  }

  private static boolean board(List<Want> wants) {
    for (int i = 0; i < wants.size(); i++) {
      if (!wants.get(i).slice().board()) {
        wants.subList(0, i).forEach(want -> want.slice().land(true));
        return false;
      }
    }
    return true;
  }

  /** Notes a grant; answers what came, which is the caller's to give out. */
  long take(Want want, Grant grant) {
    Slice slice = want.slice();
    Pot pot = slice.pot().known(grant.id());
    long came = slice.granted(pot, grant.total());
    lanes.named(slice);
    tell(slice, grant.used(), grant.held(), grant.available());
    boolean plenty = grant.available() + grant.granted() >= 20 * want.cost();
    slice.refillBelow(plenty ? (slice.remaining() + came) / 4 : 0);
    if (!lanes.keep(slice)) {
      LOG.debugf("%s has a heir; its rest goes back when it is idle", slice.key());
    }
    return came;
  }

  /**
   * Before a refusal: posts what is used, so that only calls in flight hold anything, and waits a
   * moment for what they or other nodes give back.
   */
  Future<Void> settleUp(Slice slice, boolean othersHold) {
    Future<Void> back = slice.listen().future();
    return shipper
        .flush()
        .timeout(FOR_OWN_USAGE.toMillis(), TimeUnit.MILLISECONDS)
        .compose(
            posted -> {
              if (!othersHold && slice.inFlight() == 0) {
                return Future.succeededFuture();
              }
              Future<Void> time =
                  vertx.timer(FOR_HELD_CREDIT.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
              return Future.any(back, time).mapEmpty();
            });
  }

  void posted(Takings takings, Posted answer) {
    List<Pot> pots = takings.pots();
    for (Books.Standing at : answer.standings()) {
      Slice slice = lanes.slice(pots.get(at.pot() - 1).id());
      if (slice != null) {
        tell(slice, at.used(), at.held(), at.available());
      }
    }
    for (Return back : takings.returns()) {
      if (back.ends()) {
        boolean gone =
            answer.standings().stream()
                .anyMatch(at -> at.ended() && pots.get(at.pot() - 1).equals(back.slice().pot()));
        if (gone) {
          lanes.forget(back.slice());
        }
        back.slice().ended(gone);
      }
    }
  }

  private static void tell(Slice slice, long used, long held, long available) {
    slice.told(slice.pot().kind() == Pot.Kind.WALLET ? -available : used + held);
  }

  void giveBack(Slice slice) {
    long unused = slice.takeUpTo(Long.MAX_VALUE);
    if (unused > 0) {
      shipper.giveBack(new Return(slice, unused, false));
    }
  }

  void recalled(UUID pot) {
    Slice slice = lanes.slice(pot);
    if (slice != null) {
      slice.refillBelow(0);
      giveBack(slice);
      shipper.flush(true);
    }
  }

  void more(UUID pot) {
    Slice slice = lanes.slice(pot);
    if (slice != null) {
      slice.more();
    }
  }

  /** Gives back what is idle, forgets what nobody uses, and says that this node is there. */
  void lookRound() {
    long now = System.nanoTime();
    for (Slice slice : lanes.slices()) {
      if (slice.idleNanos(now) > IDLE.toNanos()) {
        slice.refillBelow(0);
        giveBack(slice);
        if (slice.isUnsure()) {
          ask(slice);
        }
      }
    }
    for (Slice slice : lanes.forgotten(now)) {
      if (slice.isUntouched()) {
        lanes.forget(slice);
      } else if (slice.end()) {
        shipper.giveBack(new Return(slice, 0, true));
      }
    }
    if (++rounds % SIGN_OF_LIFE_ROUNDS == 0) {
      long life = node.epoch();
      books
          .seen(demands.round())
          .onSuccess(heard -> demands.heard(heard.nodes(), heard.all()))
          .onFailure(
              silent -> {
                if (silent instanceof Books.Stale && life == node.epoch()) {
                  beginAnew();
                }
              });
    }
  }

  /** The answer to a trip was lost; the next one tells what it brought. */
  private void ask(Slice slice) {
    Want nothing = new Want(slice, null, 1, 0, 0, 0);
    acquire(slice.route(), List.of(nothing), false)
        .onSuccess(grants -> slice.give(take(nothing, grants.getFirst())));
  }

  /**
   * The database took this node's leases: what it still has is void, and it starts another life.
   */
  Future<Void> beginAnew() {
    if (!open) {
      return Future.failedFuture("this node is stopping");
    }
    if (!beginning.compareAndSet(false, true)) {
      return vertx.timer(ANEW.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }
    LOG.warn("this node was gone for too long: its leases were ended, it begins anew");
    lanes.clear();
    return books
        .begin()
        .compose(begun -> books.clear())
        .onComplete(done -> beginning.set(false))
        .mapEmpty();
  }

  void giveBackAll() {
    lanes.slices().forEach(this::giveBack);
  }
}
