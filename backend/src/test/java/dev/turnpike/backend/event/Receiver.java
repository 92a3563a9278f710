package dev.turnpike.backend.event;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A tenant's own system on loopback: it keeps what it is sent and answers as it is told to. */
final class Receiver implements AutoCloseable {
  /** One message, as it came over the wire. */
  record Message(HttpHeaders headers, String body) {
    /** By the specification's own library. */
    Message signedWith(String secret) throws Exception {
      new Webhook(secret).verify(body, headers);
      return this;
    }

    String id() {
      return headers.firstValue("webhook-id").orElseThrow();
    }

    String type() {
      return new JsonObject(body).getString("type");
    }

    JsonObject data() {
      return new JsonObject(body).getJsonObject("data");
    }
  }

  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private volatile int status = 204;
  private volatile String answer = "";

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/events",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              new Message(HttpHeaders.of(exchange.getRequestHeaders(), (a, b) -> true), body));
          byte[] said = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, said.length == 0 ? -1 : said.length);
          if (said.length > 0) {
            exchange.getResponseBody().write(said);
          }
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
  }

  void answers(int newStatus, String newAnswer) {
    status = newStatus;
    answer = newAnswer;
  }

  Message next() throws InterruptedException {
    Message message = received.poll(20, TimeUnit.SECONDS);
    assertNotNull(message, "no message came");
    return message;
  }

  boolean hasNothing() throws InterruptedException {
    return received.poll(3, TimeUnit.SECONDS) == null;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
