package dev.turnpike.backend.boot.demo;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What Globex has in store. */
final class CatalogOrigin implements Handler<HttpServerRequest> {
  private static final Map<String, String> ITEMS =
      new TreeMap<>(Map.of("g-100", "Globe", "g-200", "Atlas", "g-300", "Sextant"));
  private static final String ITEM = "/items/";

  @Override
  public void handle(HttpServerRequest request) {
    String path = request.path();
    if (path.equals("/items")) {
      JsonArray items = new JsonArray();
      ITEMS.forEach((sku, name) -> items.add(item(sku, name)));
      Answers.json(request, 200, new JsonObject().put("items", items));
      return;
    }
    String sku = path.startsWith(ITEM) ? path.substring(ITEM.length()) : "";
    String name = ITEMS.get(sku);
    if (name == null) {
      Answers.error(request, 404, "no such item");
    } else {
      Answers.json(request, 200, item(sku, name));
    }
  }

  private static JsonObject item(String sku, String name) {
    return new JsonObject().put("sku", sku).put("name", name).put("currency", "USD");
  }
}
