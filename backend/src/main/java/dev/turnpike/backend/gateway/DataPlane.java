package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.origin.Addresses;
import dev.turnpike.backend.gateway.origin.Fleet;
import dev.turnpike.backend.gateway.route.AnswerStore;
import dev.turnpike.tenants.decision.Admission;
import dev.turnpike.tenants.decision.Refusals;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.secret.Secrets;
import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.snapshot.Dialling;
import dev.turnpike.tenants.snapshot.Eligibility;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Replays;
import dev.turnpike.tenants.snapshot.Snapshots;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The listener of API traffic: it starts when there is a snapshot to serve from, and stops in
 * order, which is to take no new connection, let calls in flight finish, and only then close.
 */
@Singleton
class DataPlane {
  /** After the snapshot is read, and stopped before its feed and the call log are. */
  private static final int WHEN_THE_SNAPSHOT_IS_THERE = 1000;

  private static final Logger LOG = Logger.getLogger(DataPlane.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Snapshots snapshots;
  private final Eligibility eligibility;
  private final Leases leases;
  private final Replays replays;
  private final Admission admission;
  private final Refusals refusals;
  private final Exchanges exchanges;
  private final Outbound outbound;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile String deployment = "";
  private volatile String checkup = "";

  DataPlane(
      Vertx vertx,
      GatewayConfig config,
      Snapshots snapshots,
      Eligibility eligibility,
      Leases leases,
      Replays replays,
      CallLog log,
      Admission admission,
      Refusals refusals,
      Dialling dialling,
      Addresses.Resolver resolver,
      Secrets secrets,
      Ids ids,
      Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.snapshots = snapshots;
    this.eligibility = eligibility;
    this.leases = leases;
    this.replays = replays;
    this.admission = admission;
    this.refusals = refusals;
    this.exchanges = new Exchanges(clock, ids, log);
    this.outbound =
        new Outbound(
            new InFlight(config.maxInFlightPerOrigin()), new Fleet(), dialling, resolver, secrets);
  }

  void start(@Observes @Priority(WHEN_THE_SNAPSHOT_IS_THERE) StartupEvent started) {
    start();
  }

  void stop(@Observes @Priority(WHEN_THE_SNAPSHOT_IS_THERE) ShutdownEvent stopped) {
    stop();
  }

  void start() {
    Refuser refuser = new Refuser(refusals, new RefusalRates(config.refusalsPerSecond()));
    IdempotentCalls idempotentCalls = new IdempotentCalls(replays, refuser);
    HeadCheck headCheck = new HeadCheck(config);
    Keeping keeping =
        new Keeping(new AnswerStore(config.maxKeptAnswers().asLongValue()), exchanges);
    int loops = config.eventLoops();
    int instances = loops > 0 ? loops : Runtime.getRuntime().availableProcessors();
    deployment =
        await(
            vertx.deployVerticle(
                () -> listener(headCheck, idempotentCalls, keeping, refuser),
                new DeploymentOptions().setInstances(instances)));
    checkup = await(vertx.deployVerticle(new Checkup(config, snapshots, outbound)));
    LOG.infof("the gateway listens on http://%s:%d", config.host(), port());
  }

  /** Stopping twice is stopping once. */
  void stop() {
    String running = deployment;
    deployment = "";
    if (running.isEmpty()) {
      return;
    }
    exchanges.drain();
    long end = System.nanoTime() + config.drainTimeout().toNanos();
    while (exchanges.open() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    if (exchanges.open() > 0) {
      LOG.warnf("%d calls did not finish in time and are cut", exchanges.open());
    }
    await(vertx.undeploy(checkup));
    await(vertx.undeploy(running));
  }

  /** Where it listens; 0 before it does. */
  int port() {
    return listeners.isEmpty() ? 0 : listeners.getFirst().port();
  }

  /** Calls that begun and did not end yet. */
  int open() {
    return exchanges.open();
  }

  /** Calls that origins are working on. */
  int inFlight() {
    return outbound.inFlight().total();
  }

  private Listener listener(
      HeadCheck headCheck, IdempotentCalls idempotentCalls, Keeping keeping, Refuser refuser) {
    Listener listener =
        new Listener(
            config,
            exchanges,
            outbound,
            origins ->
                new Gateway(
                    exchanges,
                    headCheck,
                    snapshots,
                    admission,
                    idempotentCalls,
                    eligibility,
                    leases,
                    origins,
                    keeping,
                    refuser));
    listeners.add(listener);
    return listener;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the gateway cannot start or stop", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the gateway starts or stops", interrupted);
    }
  }
}
