package dev.turnpike.backend.boot.demo;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** How the demo's origins answer. */
final class Answers {
  private Answers() {}

  static void json(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.encode());
  }

  static void error(HttpServerRequest request, int status, String message) {
    json(request, status, new JsonObject().put("error", message));
  }
}
