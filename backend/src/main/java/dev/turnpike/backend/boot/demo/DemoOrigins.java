package dev.turnpike.backend.boot.demo;

import dev.turnpike.tenants.definition.DemoAddresses;
import dev.turnpike.tenants.eligibility.EgressConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The origins of the samples, inside this process and on loopback only, so that a newcomer's first
 * call needs nothing installed. Samples name them {@code demo:weather}, {@code demo:llm} and {@code
 * demo:catalog}. They run where the samples are wanted, and nowhere else.
 */
@ApplicationScoped
public class DemoOrigins implements DemoAddresses {
  /** Before the samples are applied, which need the addresses. */
  static final int BEFORE_THE_SAMPLES = 25;

  private static final int AFTER_THE_GATEWAY = 20_000;
  private static final String LOOPBACK = "127.0.0.1";
  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx;
  private final EgressConfig egress;
  private final boolean wanted;
  private final int firstPort;
  private final List<HttpServer> servers = new ArrayList<>();
  private final Map<String, String> urls = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> hits = new ConcurrentHashMap<>();

  /**
   * The origins of this process.
   *
   * @param firstPort weather's; the others have the next ones. 0 takes free ports, which change
   *     with each start.
   */
  DemoOrigins(
      Vertx vertx,
      EgressConfig egress,
      @ConfigProperty(name = "turnpike.samples", defaultValue = "false") boolean wanted,
      @ConfigProperty(name = "turnpike.demo.origins.port", defaultValue = "8101") int firstPort) {
    this.vertx = vertx;
    this.egress = egress;
    this.wanted = wanted;
    this.firstPort = firstPort;
  }

  void start(@Observes @Priority(BEFORE_THE_SAMPLES) StartupEvent started) {
    if (wanted) {
      start();
    }
  }

  void stop(@Observes @Priority(AFTER_THE_GATEWAY) ShutdownEvent stopped) {
    servers.forEach(server -> await(server.close()));
    servers.clear();
  }

  void start() {
    listen("weather", 0, new WeatherOrigin(vertx));
    listen("llm", 1, new LlmOrigin(vertx));
    listen("catalog", 2, new CatalogOrigin());
  }

  @Override
  public Optional<String> address(String name) {
    return Optional.ofNullable(urls.get(name));
  }

  /** The address of one of them, without a slash at its end. */
  public String url(String name) {
    return address(name)
        .orElseThrow(() -> new IllegalArgumentException("no demo origin " + name + " is running"));
  }

  /** How many requests reached it. */
  public long hits(String name) {
    LongAdder count = hits.get(name);
    return count == null ? 0 : count.sum();
  }

  private void listen(String name, int offset, Handler<HttpServerRequest> origin) {
    LongAdder count = hits.computeIfAbsent(name, n -> new LongAdder());
    HttpServer server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      count.increment();
                      origin.handle(request);
                    })
                .listen(firstPort == 0 ? 0 : firstPort + offset, LOOPBACK));
    servers.add(server);
    egress.demoListensOn(server.actualPort());
    urls.put(name, "http://" + LOOPBACK + ":" + server.actualPort());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(
          "the demo's origins cannot start: is turnpike.demo.origins.port free?", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
