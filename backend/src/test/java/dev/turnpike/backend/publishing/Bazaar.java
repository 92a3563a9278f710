package dev.turnpike.backend.publishing;

import static dev.turnpike.backend.people.Cast.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import dev.turnpike.backend.gateway.GatewayPort;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.catalog.OriginTerms;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.subscription.Outcome;
import dev.turnpike.tenants.subscription.PlanChoice;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** A publisher of its own for each test: an editor, a product, a subscriber with a key. */
@ApplicationScoped
class Bazaar {
  static final Duration BOUND = Duration.ofSeconds(1);
  private static final String FREE = "{\"billing\":\"free\",\"currency\":\"USD\"}";

  private final Cast cast;
  private final Keys keys;
  private final Subscriptions subscriptions;
  private final GatewayPort gateway;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Bazaar(Cast cast, Keys keys, Subscriptions subscriptions, GatewayPort gateway) {
    this.cast = cast;
    this.keys = keys;
    this.subscriptions = subscriptions;
    this.gateway = gateway;
  }

  /** Somebody who publishes, with one API {@code goods} that is served, and one key for it. */
  record Stall(String slug, Acting editor, String email, Acting buyer, String key) {
    String path(String below) {
      return "/" + slug + "/goods" + below;
    }
  }

  Stall stall(String slug, HttpServer origin) throws Exception {
    TenantId publisher = cast.tenant(slug, true);
    cast.product(publisher, "goods", "public");
    cast.plan(publisher, "goods", "free", FREE);
    cast.release(publisher, "goods", address(origin));
    String email = cast.member(publisher, slug + "-editor", "owner");
    String shopper = slug + "-buyer";
    TenantId consumer = cast.tenant(shopper, false);
    Acting buyer = cast.acting(cast.member(consumer, slug + "-owner", "owner"), shopper);
    ApplicationId application = cast.application(buyer, "shop");
    PlanChoice free = new PlanChoice(application, slug, "goods", "free", Mode.TEST);
    assertInstanceOf(Outcome.Done.class, await(() -> subscriptions.request(buyer, free)));
    String key =
        await(() -> keys.issue(buyer, application, "main", Mode.TEST)).orElseThrow().text();
    Stall stall = new Stall(slug, cast.acting(email, slug), email, buyer, key);
    becomes(stall, "/things", answer -> answer.statusCode() == 200, Duration.ofSeconds(5));
    return stall;
  }

  /** An origin that answers its name and what it was asked for. */
  static HttpServer origin(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] body = (name + " " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  static String address(HttpServer origin) {
    return "http://127.0.0.1:" + origin.getAddress().getPort();
  }

  static ApiTerms terms(HttpServer origin, String... routes) {
    List<OperationTerms> operations =
        List.of(routes).stream()
            .map(route -> route.split(" ", -1))
            .map(
                r ->
                    new OperationTerms(
                        r[0].toLowerCase(Locale.ROOT) + r[1].replaceAll("\\W+", "-"),
                        r[0],
                        r[1],
                        null,
                        null))
            .toList();
    return ApiTerms.of(new OriginTerms(address(origin), null)).withOperations(operations);
  }

  HttpResponse<String> call(Stall stall, String below) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.number() + stall.path(below)))
            .header("X-API-Key", stall.key())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Calls until the answer is so. */
  HttpResponse<String> becomes(
      Stall stall, String below, Predicate<HttpResponse<String>> so, Duration patience)
      throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      HttpResponse<String> answer = call(stall, below);
      if (so.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > end) {
        fail("not within " + patience + ": " + answer.statusCode() + " " + answer.body());
      }
      Thread.sleep(20);
    }
  }
}
