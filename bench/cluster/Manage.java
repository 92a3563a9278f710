package cluster;

import static cluster.Proof.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** The management API of one node, used by one person of the samples or with a key. */
final class Manage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final String email;
  private String token = "";
  private long tokenSince;

  Manage(Node node, String email) {
    port = node.portal;
    this.email = email;
  }

  /** An application with one subscription and one key. */
  record Buyer(
      String application, String subscription, String state, String key, String keyId) {}

  Buyer buyer(String tenant, String publisher, String product, String plan, String slug)
      throws Exception {
    String base = "/manage/v1/tenants/" + tenant;
    JsonNode application =
        post(base + "/applications", body -> body.put("slug", slug).put("name", slug));
    String id = application.get("id").asText();
    JsonNode subscription =
        post(
            base + "/subscriptions",
            body ->
                body.put("application", id)
                    .put("publisher", publisher)
                    .put("product", product)
                    .put("plan", plan));
    JsonNode key = post(base + "/applications/" + id + "/keys", body -> body.put("name", "main"));
    return new Buyer(
        id,
        subscription.get("id").asText(),
        subscription.get("state").isTextual()
            ? subscription.get("state").asText()
            : subscription.get("state").toString(),
        key.get("secret").asText(),
        key.at("/key/id").asText());
  }

  JsonNode post(String path, Consumer<ObjectNode> body) throws Exception {
    return send("POST", path, "Authorization", token(), null, body);
  }

  JsonNode put(String path, Consumer<ObjectNode> body) throws Exception {
    return send("PUT", path, "Authorization", token(), null, body);
  }

  JsonNode delete(String path) throws Exception {
    return send("DELETE", path, "Authorization", token(), null, body -> {});
  }

  private String token() throws Exception {
    if (token.isEmpty() || Proof.since(tokenSince).toMinutes() >= 10) {
      token = logIn();
      tokenSince = System.nanoTime();
    }
    return "Bearer " + token;
  }

  /** Credit for the wallet that this key's application pays with. */
  static void topUp(Node node, String key, String amount) throws Exception {
    new Manage(node, "")
        .send(
            "POST",
            "/manage/v1/top-ups",
            "X-API-Key",
            key,
            UUID.randomUUID().toString(),
            body ->
                body.put("amount", amount)
                    .put("currency", "USD")
                    .put("payment_method", "sbx_accepted")
                    .put("publisher", "acme"));
  }

  private String logIn() throws Exception {
    return send(
            "POST",
            "/manage/v1/sessions",
            "Accept",
            "application/json",
            null,
            body -> body.put("email", email).put("password", "turnpike-demo"))
        .get("token")
        .asText();
  }

  private JsonNode send(
      String method,
      String path,
      String header,
      String value,
      String idempotencyKey,
      Consumer<ObjectNode> fill)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    fill.accept(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .header(header, value)
            .timeout(Duration.ofSeconds(60))
            .method(method, BodyPublishers.ofString(body.toString()));
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    require(
        answer.statusCode() / 100 == 2,
        "%s %s succeeds, not %d %s",
        method,
        path,
        answer.statusCode(),
        answer.body());
    return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }
}
