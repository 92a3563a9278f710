package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.lease.Books.Grant;
import dev.turnpike.tenants.lease.Books.Posted;
import dev.turnpike.tenants.lease.Books.Sight;
import dev.turnpike.tenants.lease.Books.Want;
import dev.turnpike.tenants.lease.Lane.Stop;
import dev.turnpike.tenants.lease.Takings.Return;
import dev.turnpike.tenants.lease.UsageCodec.What;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.RateShares;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What this node may spend, and what it owes the books. A call takes from the slices the node has
 * leased, without a trip; what it used is on the node's disk before its last byte goes out, and in
 * the books a fifth of a second later.
 *
 * <p>Never more is spent than was leased, and never more leased than is there. When the database is
 * away, calls go on within the slices in hand for ten seconds.
 */
@Singleton
public final class LeaseBook implements Leases, RateShares {
  private static final Logger LOG = Logger.getLogger(LeaseBook.class);
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration LOOK_ROUND = Duration.ofSeconds(1);
  private static final int SIGN_OF_LIFE_ROUNDS = 2;

  /** How long a call waits for credit that others hold, before it is refused for it. */
  private static final Duration FOR_HELD_CREDIT = Duration.ofMillis(50);

  private static final Duration FOR_OWN_USAGE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Clock clock;
  private final Node node;
  private final Books books;
  private final Lanes lanes;
  private final Shipper shipper;
  private final UsageFile file;
  private final Path usage;
  private final Recalls recalls;
  private final Demands demands = new Demands();
  private int rounds;
  private volatile boolean open;
  private volatile boolean beginning;
  private long timer;

  @Inject
  LeaseBook(
      Vertx vertx,
      @ReactiveDataSource("gate") Pool pool,
      Clock clock,
      Ids ids,
      @ConfigProperty(name = "turnpike.data", defaultValue = ".turnpike") String data) {
    this(vertx, pool, clock, ids, Path.of(data));
  }

  /** A node that keeps its id and its usage in this directory; nothing happens before start. */
  public LeaseBook(Vertx vertx, Pool pool, Clock clock, Ids ids, Path data) {
    this.vertx = vertx;
    this.clock = clock;
    this.node = new Node(data, ids);
    this.books = new Books(pool, node);
    this.lanes = new Lanes(this, ids);
    this.shipper = new Shipper(vertx, books, node, ids, this::posted, this::beginAnew);
    this.usage = data.resolve("usage");
    this.file = new UsageFile(usage, shipper::add);
    this.recalls = new Recalls(vertx, pool, node.id(), this::recalled, this::more);
  }

  /**
   * Posts what an earlier life of this node left in its files, gives back all that it held, and
   * opens. No call of that life is in flight any more, so nothing else tells what it held.
   */
  public Future<Void> start() {
    List<Path> old = UsageReader.files(usage);
    Collection<Usage> left = new UsageReader(usage).read(old);
    return books
        .begin()
        .compose(begun -> shipper.postOld(List.copyOf(left)))
        .compose(posted -> books.clear())
        .compose(
            ended -> {
              if (!left.isEmpty() || ended > 0) {
                LOG.infof(
                    "%d calls of the last life are posted, %d leases given back",
                    left.size(), ended);
              }
              old.forEach(UsageFile::delete);
              file.start();
              shipper.start();
              timer = vertx.setPeriodic(LOOK_ROUND.toMillis(), tick -> lookRound());
              open = true;
              return recalls.start();
            });
  }

  /** Posts everything and gives everything back; after the last call. */
  public Future<Void> stop() {
    if (!open) {
      return Future.succeededFuture();
    }
    open = false;
    vertx.cancelTimer(timer);
    recalls.stop();
    for (Slice slice : lanes.slices()) {
      giveBack(slice);
    }
    return shipper
        .flush()
        .compose(posted -> books.clear())
        .timeout(FOR_OWN_USAGE.toMillis() * 10, TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              shipper.stop();
              file.stop(done.succeeded());
            })
        .onFailure(away -> LOG.warnf(away, "usage in %s is posted at the next start", usage))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /** Ends at once as a killed process does: nothing more is posted, given back or deleted. */
  public void abandon() {
    open = false;
    vertx.cancelTimer(timer);
    shipper.abandon();
    recalls.stop();
    file.stop(false);
  }

  /** The node's id, under which the database knows its leases. */
  public UUID node() {
    return node.id();
  }

  @Override
  public Future<Answer> reserve(Ask ask) {
    if (!counts(ask)) {
      return Future.succeededFuture(new Held(ask, List.of(), null));
    }
    if (!open || shipper.isFull()) {
      return Future.failedFuture("usage waits to be posted");
    }
    Lane lane = lanes.of(ask);
    Lane included = lane.included();
    if (included == null) {
      return reserve(lane, ask);
    }
    return reserve(included, included.within(ask))
        .compose(
            answer -> answer instanceof Held ? Future.succeededFuture(answer) : reserve(lane, ask));
  }

  private Future<Answer> reserve(Lane lane, Ask ask) {
    long now = System.nanoTime();
    if (mayLend(now)) {
      if (lane.take(ask, now)) {
        if (lane.isLow()) {
          lane.desk().refill();
        }
        return Future.succeededFuture(lane.held(ask));
      }
      Answer refusal = lane.refusal(ask, now);
      if (refusal != null) {
        return Future.succeededFuture(refusal);
      }
    }
    return lane.desk().wait(ask);
  }

  @Override
  public Future<Answer> peek(Ask ask) {
    if (!counts(ask)) {
      return Future.succeededFuture(new Held(ask, List.of(), null));
    }
    Lane lane = lanes.of(ask);
    Lane included = lane.included();
    if (included == null) {
      return peek(lane, ask);
    }
    return peek(included, included.within(ask))
        .compose(
            answer -> answer instanceof Held ? Future.succeededFuture(answer) : peek(lane, ask));
  }

  private Future<Answer> peek(Lane lane, Ask ask) {
    List<Slice> slices = lane.stops().stream().map(Stop::slice).toList();
    return books
        .look(ask.subscription().id().value(), slices)
        .map(sights -> answer(lane, ask, sights));
  }

  @Override
  public Future<Void> settle(Held held, Use use) {
    if (!(held.claim() instanceof Taken taken) || !taken.end()) {
      return Future.succeededFuture();
    }
    Ask ask = held.ask();
    Usage used = usage(taken.lane(), ask, taken.lane().within(use));
    return file.append(What.OUTCOME, used)
        .onComplete(
            written -> {
              List<Stop> stops = taken.lane().stops();
              for (int i = 0; i < stops.size(); i++) {
                long took = taken.lane().amount(i, ask);
                long kept =
                    written.succeeded() ? amount(stops.get(i), taken.lane().within(use)) : 0;
                stops.get(i).slice().end(took, kept);
              }
            });
  }

  @Override
  public Future<Void> release(Held held) {
    if (!(held.claim() instanceof Taken taken) || !taken.end()) {
      return Future.succeededFuture();
    }
    taken.lane().giveBack(held.ask());
    return taken.wasInFile()
        ? file.append(What.NOTHING, usage(taken.lane(), held.ask(), nothing(held.ask())))
        : Future.succeededFuture();
  }

  @Override
  public void progress(Held held, Use soFar) {
    if (held.claim() instanceof Taken taken && !taken.isOver()) {
      taken.isInFile();
      file.append(What.PROGRESS, usage(taken.lane(), held.ask(), taken.lane().within(soFar)))
          .onFailure(full -> LOG.warnf(full, "call %s: no progress noted", held.ask().request()));
    }
  }

  @Override
  public void asked(SubscriptionId subscription, String limit) {
    demands.asked(subscription, limit);
  }

  @Override
  public int part(SubscriptionId subscription, String limit) {
    return demands.part(subscription, limit);
  }

  boolean mayLend(long nowNanos) {
    return open && !beginning && node.mayLend(nowNanos);
  }

  /** A trip for more, unless the node is about to forget one of the slices. */
  Future<List<Grant>> acquire(Route route, List<Want> wants, boolean recalls) {
    if (beginning) {
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

  private Answer answer(Lane lane, Ask ask, List<Sight> sights) {
    for (int i = 0; i < sights.size(); i++) {
      Sight sight = sights.get(i);
      Stop stop = lane.stops().get(i);
      Long bound = stop.bound();
      long mine = Math.max(0, stop.slice().remaining());
      long free =
          stop.slice().pot().kind() == Pot.Kind.WALLET
              ? sight.available()
              : bound == null ? Long.MAX_VALUE / 2 : bound - sight.used() - sight.held();
      long reachable = free + mine + sight.lent();
      if (reachable < lane.amount(i, ask)) {
        return lane.answer(
            ask, new Lane.Shortage(i, sight.used(), sight.held() - mine - sight.lent(), reachable));
      }
    }
    return lane.held(ask);
  }

  private Usage usage(Lane lane, Ask ask, Use use) {
    List<Stop> stops = lane.stops();
    List<Usage.Take> takes = new ArrayList<>(stops.size());
    for (Stop stop : stops) {
      long amount = amount(stop, use);
      if (amount > 0) {
        takes.add(new Usage.Take(stop.slice().pot(), amount));
      }
    }
    return new Usage(
        ask.request().value(),
        use.at(),
        use.status(),
        use.bytesIn(),
        use.bytesOut(),
        use.cost().micros(),
        lane.flat(use),
        use.used(),
        lane.route(),
        takes);
  }

  private static long amount(Stop stop, Use use) {
    return stop.amount(use.cost(), use.used());
  }

  private Use nothing(Ask ask) {
    return new Use(0, ask.most(), ask.price(), 0, 0, clock.instant());
  }

  private static boolean counts(Ask ask) {
    return ask.price().isPositive() || !ask.subscription().plan().exactLimits().isEmpty();
  }

  private void posted(Takings takings, Posted answer) {
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

  private void giveBack(Slice slice) {
    long unused = slice.takeUpTo(Long.MAX_VALUE);
    if (unused > 0) {
      shipper.giveBack(new Return(slice, unused, false));
    }
  }

  private void recalled(UUID pot) {
    Slice slice = lanes.slice(pot);
    if (slice != null) {
      slice.refillBelow(0);
      giveBack(slice);
      shipper.flush(true);
    }
  }

  private void more(UUID pot) {
    Slice slice = lanes.slice(pot);
    if (slice != null) {
      slice.more();
    }
  }

  /** Gives back what is idle, forgets what nobody uses, and says that this node is there. */
  private void lookRound() {
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
      if (slice.end()) {
        shipper.giveBack(new Return(slice, 0, true));
      }
    }
    if (++rounds % SIGN_OF_LIFE_ROUNDS == 0) {
      books
          .seen(demands.round())
          .onSuccess(heard -> demands.heard(heard.nodes(), heard.all()))
          .onFailure(
              silent -> {
                if (silent instanceof Books.Stale) {
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
  private Future<Void> beginAnew() {
    if (beginning) {
      return vertx.timer(LOOK_ROUND.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }
    beginning = true;
    LOG.warn("this node was gone for too long: its leases were ended, it begins anew");
    lanes.clear();
    return books
        .begin()
        .compose(begun -> books.clear())
        .onComplete(done -> beginning = false)
        .mapEmpty();
  }
}
