package dev.turnpike.backend.boot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The management API, as the command line uses it. */
final class ManagementApi {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int CREATED = 201;
  private static final int MOST_PAGES = 100;

  private final URI url;
  private final Terminal terminal;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private @Nullable String token;

  ManagementApi(URI url, Terminal terminal) {
    this.url = url;
    this.terminal = terminal;
  }

  /** Nothing can be done; the message says what to do about it. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  /**
   * An answer.
   *
   * @param body as text; problems and plans are JSON
   */
  record Answer(int status, String body) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }
  }

  JsonNode json(Answer answer) throws Unusable {
    try {
      return json.readTree(answer.body());
    } catch (JsonProcessingException notOne) {
      throw new Unusable(
          url + " answered " + answer.status() + " without JSON: is it Turnpike's control plane?");
    }
  }

  Answer export(String tenant) throws Unusable {
    return send(request(file(tenant)).header("Accept", "application/yaml, application/json").GET());
  }

  Answer plan(String tenant, String yaml) throws Unusable {
    return send(yaml(request(file(tenant) + "/plan")).POST(BodyPublishers.ofString(yaml)));
  }

  Answer apply(String tenant, String name, String confirmed, String yaml) throws Unusable {
    String query = "?name=" + encoded(name) + "&confirmed=" + confirmed;
    return send(yaml(request(file(tenant) + query)).PUT(BodyPublishers.ofString(yaml)));
  }

  private static String file(String tenant) {
    return "/manage/v1/tenants/" + encoded(tenant) + "/file";
  }

  /** As a part of a path, or a value of a query. */
  static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  /** Every item of a list, page by page. */
  List<JsonNode> all(String path) throws Unusable {
    List<JsonNode> items = new ArrayList<>();
    String after = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode listed = good(send(request(path + "?limit=100" + after).GET()));
      listed.path("items").forEach(items::add);
      if (!listed.has("next")) {
        break;
      }
      after = "&after=" + encoded(listed.path("next").asText());
    }
    return items;
  }

  JsonNode post(String path, JsonNode body) throws Unusable {
    return good(send(json(request(path), body)));
  }

  /** Credit for the application whose key this is. */
  void topUp(String key, JsonNode body) throws Unusable {
    good(
        send(
            json(
                HttpRequest.newBuilder(URI.create(url + "/manage/v1/top-ups"))
                    .timeout(ANSWER)
                    .header("X-API-Key", key),
                body)));
  }

  void delete(String path) throws Unusable {
    Answer answer = send(request(path).DELETE());
    if (!answer.isGood()) {
      good(answer);
    }
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request, JsonNode body) {
    return request
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  /** The answer, or what the control plane has against it. */
  private JsonNode good(Answer answer) throws Unusable {
    JsonNode told = json(answer);
    if (answer.isGood()) {
      return told;
    }
    throw new Unusable(
        told.path("detail").asText(told.path("title").asText()) + " (" + answer.status() + ")");
  }

  private HttpRequest.Builder request(String path) throws Unusable {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + token());
  }

  private static HttpRequest.Builder yaml(HttpRequest.Builder request) {
    return request
        .header("Content-Type", "application/yaml; charset=utf-8")
        .header("Accept", "application/json");
  }

  /** The one that is given, or a new one for e-mail and password. */
  private String token() throws Unusable {
    if (token == null) {
      String given = terminal.variable("TURNPIKE_TOKEN");
      token = given == null ? logIn() : given;
    }
    return token;
  }

  private String logIn() throws Unusable {
    String email = terminal.variable("TURNPIKE_EMAIL");
    String password = terminal.variable("TURNPIKE_PASSWORD");
    if (email == null || password == null) {
      throw new Unusable(
          "Who are you? Set TURNPIKE_TOKEN, or TURNPIKE_EMAIL and TURNPIKE_PASSWORD.");
    }
    var wish = json.createObjectNode().put("email", email).put("password", password);
    String code = terminal.variable("TURNPIKE_CODE");
    if (code != null) {
      wish.put("code", code);
    }
    Answer answer =
        send(
            HttpRequest.newBuilder(URI.create(url + "/manage/v1/sessions"))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wish.toString())));
    if (answer.status() != CREATED) {
      throw new Unusable("Not logged in: " + json(answer).path("detail").asText());
    }
    return json(answer).path("token").asText();
  }

  private Answer send(HttpRequest.Builder request) throws Unusable {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(answer.statusCode(), answer.body());
    } catch (ConnectException nobody) {
      throw new Unusable(
          "Nobody answers at " + url + ": start Turnpike, or name another address with --url.");
    } catch (IOException broken) {
      throw new Unusable("The connection to " + url + " broke: " + broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unusable("Interrupted.");
    }
  }
}
