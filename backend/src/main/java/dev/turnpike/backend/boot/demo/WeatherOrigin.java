package dev.turnpike.backend.boot.demo;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Acme's weather: forecasts that never change, and routes that misbehave on purpose. */
final class WeatherOrigin implements Handler<HttpServerRequest> {
  private static final List<String> CITIES =
      List.of("bern", "lima", "nairobi", "oslo", "quito", "seoul");
  private static final List<String> SKIES = List.of("clear", "cloudy", "rain", "fog", "snow");
  private static final int DAYS = 3;
  private static final long SLOW_MILLIS = 3000;
  private static final int FAILS_EVERY = 10;
  private static final String FORECAST = "/forecast/";

  private final Vertx vertx;
  private final AtomicLong flakyCalls = new AtomicLong();

  WeatherOrigin(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    if (path.startsWith(FORECAST)) {
      forecast(request, path.substring(FORECAST.length()).toLowerCase(Locale.ROOT));
      return;
    }
    switch (path) {
      case "/cities" ->
          Answers.json(request, 200, new JsonObject().put("cities", new JsonArray(CITIES)));
      case "/reports" -> report(request);
      case "/flaky" -> flaky(request);
      case "/slow" ->
          vertx.setTimer(
              SLOW_MILLIS,
              timer -> Answers.json(request, 200, new JsonObject().put("took", "3 s")));
      case "/cookies" -> cookies(request);
      default -> Answers.error(request, 404, "no such page");
    }
  }

  private static void forecast(HttpServerRequest request, String city) {
    if (!CITIES.contains(city)) {
      Answers.error(request, 404, "no forecast for this city");
      return;
    }
    JsonArray days = new JsonArray();
    int seed = CITIES.indexOf(city);
    for (int day = 0; day < DAYS; day++) {
      days.add(
          new JsonObject()
              .put("day", day)
              .put("sky", SKIES.get((seed + day) % SKIES.size()))
              .put("high_celsius", 8 + (seed * 5 + day * 3) % 23)
              .put("low_celsius", 1 + (seed * 3 + day) % 9));
    }
    Answers.json(request, 200, new JsonObject().put("city", city).put("days", days));
  }

  private static void report(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body ->
                request
                    .response()
                    .setStatusCode(201)
                    .putHeader("Content-Type", "application/json")
                    .end("{\"thanks\":true,\"bytes\":" + body.length() + "}"));
  }

  private void flaky(HttpServerRequest request) {
    if (flakyCalls.incrementAndGet() % FAILS_EVERY == 0) {
      Answers.error(request, 500, "this one fails on purpose");
    } else {
      Answers.json(request, 200, new JsonObject().put("lucky", true));
    }
  }

  /** Tries what a hostile origin would try: to replace the visitor's session with the platform. */
  private static void cookies(HttpServerRequest request) {
    request
        .response()
        .headers()
        .add("Set-Cookie", "turnpike_session=stolen; Path=/")
        .add("Set-Cookie", "=turnpike_admin=stolen; Path=/")
        .add("Set-Cookie", "units=celsius; Path=/");
    String received = request.getHeader("Cookie");
    Answers.json(request, 200, new JsonObject().put("received", received == null ? "" : received));
  }
}
