package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.lease.Lane.Stop;
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
  private static final Duration LOOK_ROUND = Duration.ofSeconds(1);

  private static final Duration TO_STOP = Duration.ofSeconds(10);

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
  private final Lender lender;
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
    this.lender = new Lender(vertx, node, books, demands, ids);
    this.lanes = lender.lanes();
    this.shipper = lender.shipper();
    this.usage = data.resolve("usage");
    this.file = new UsageFile(usage, shipper::add);
    this.recalls = new Recalls(vertx, pool, node.id(), lender::recalled, lender::more);
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
              timer = vertx.setPeriodic(LOOK_ROUND.toMillis(), tick -> lender.lookRound());
              lender.open();
              return recalls.start();
            });
  }

  /** Posts everything and gives everything back; after the last call. */
  public Future<Void> stop() {
    if (!lender.isOpen()) {
      return Future.succeededFuture();
    }
    lender.close();
    vertx.cancelTimer(timer);
    recalls.stop();
    lender.giveBackAll();
    return shipper
        .flush()
        .compose(posted -> books.clear())
        .timeout(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)
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
    lender.close();
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
    if (!lender.isOpen() || shipper.isFull()) {
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
    if (lender.mayLend(now)) {
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
        .map(sights -> lane.answer(ask, sights));
  }

  @Override
  public Future<Void> settle(Held held, Use use) {
    if (!(held.claim() instanceof Taken taken) || !taken.end()) {
      return Future.succeededFuture();
    }
    Ask ask = held.ask();
    Lane lane = taken.lane();
    return file.append(What.OUTCOME, lane.usage(ask, use))
        .onSuccess(written -> lane.keep(ask, use))
        .onFailure(full -> lane.giveBack(ask));
  }

  @Override
  public Future<Void> release(Held held) {
    if (!(held.claim() instanceof Taken taken) || !taken.end()) {
      return Future.succeededFuture();
    }
    taken.lane().giveBack(held.ask());
    return taken.wasInFile()
        ? file.append(What.NOTHING, taken.lane().usage(held.ask(), nothing(held.ask())))
        : Future.succeededFuture();
  }

  @Override
  public void progress(Held held, Use soFar) {
    if (held.claim() instanceof Taken taken && !taken.isOver()) {
      taken.isInFile();
      file.append(What.PROGRESS, taken.lane().usage(held.ask(), soFar))
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

  private Use nothing(Ask ask) {
    return new Use(0, ask.most(), ask.price(), 0, 0, clock.instant());
  }

  private static boolean counts(Ask ask) {
    return ask.price().isPositive() || !ask.subscription().plan().exactLimits().isEmpty();
  }
}
