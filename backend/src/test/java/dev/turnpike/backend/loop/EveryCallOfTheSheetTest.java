package dev.turnpike.backend.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.backend.gateway.GatewayPort;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What {@code demo.json} promises of its calls, and that a call does not use its promise up. */
@QuarkusTest
class EveryCallOfTheSheetTest {
  @Inject ObjectMapper json;
  @Inject GatewayPort gateway;

  @ConfigProperty(name = "turnpike.data")
  File data;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void each_row_answers_what_it_expects_each_time() throws Exception {
    Set<Integer> seen = new HashSet<>();
    for (int time = 1; time <= 2; time++) {
      for (JsonNode row : json.readTree(new File(data, "demo.json")).get("calls")) {
        int expect = row.get("expect").asInt();
        HttpResponse<String> answer = call(row);
        assertEquals(
            expect, answer.statusCode(), row.get("title") + ", time " + time + answer.body());
        seen.add(expect);
      }
    }
    assertTrue(seen.containsAll(Set.of(200, 401, 402, 403, 404, 429)), seen.toString());
  }

  private HttpResponse<String> call(JsonNode row) throws Exception {
    // The gateway took a free port, which the sheet of a test cannot name.
    URI told = URI.create(row.get("url").asText());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.number() + told.getRawPath()))
            .method(row.get("method").asText(), HttpRequest.BodyPublishers.noBody());
    if (!row.get("key").isNull()) {
      request.header("X-API-Key", row.get("key").asText());
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
