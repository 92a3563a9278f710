package dev.turnpike.backend.boot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.backend.boot.cli.CallCommand.Amount;
import dev.turnpike.backend.boot.cli.ManagementApi.Unusable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls an API as an application of the tenant: subscribes it if it is not yet, follows a refusal
 * for want of credit with the sandbox's card, and uses a test key that is revoked afterwards. The
 * answer goes to standard output, what was done for it to standard error. Its exit status: 0 the
 * call was served, 1 it was refused, 2 nothing could be called.
 */
public final class Calls {
  private static final int DONE = 0;
  private static final int NOT_SO = 1;
  private static final int TROUBLE = 2;
  private static final String CARD = "sbx_accepted";
  private static final Duration KEY_LASTS = Duration.ofMinutes(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Changes are in force on every node a second after they were answered for. */
  private static final Duration IN_FORCE = Duration.ofSeconds(2);

  private static final int PAYMENT_REQUIRED = 402;
  private static final long AGAIN_MILLIS = 100;
  private static final Set<Integer> NOT_YET = Set.of(401, 402, 403, 404);
  private static final Set<String> OVER = Set.of("ended", "rejected");

  private final Terminal terminal;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  public Calls(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  public int run(CallCommand command) {
    ManagementApi api = new ManagementApi(command.url(), terminal);
    String tenant = "/manage/v1/tenants/" + ManagementApi.encoded(command.tenant());
    try {
      String application = application(api, tenant, command);
      if (!subscribed(api, tenant, command, application)) {
        return NOT_SO;
      }
      String keys = tenant + "/applications/" + application + "/keys";
      JsonNode issued =
          api.post(
              keys,
              json.createObjectNode()
                  .put("name", "turnpike call")
                  .put("expires_at", clock.instant().plus(KEY_LASTS).toString()));
      int status = called(api, command, issued.path("secret").asText());
      api.delete(keys + "/" + ManagementApi.encoded(issued.path("key").path("id").asText()));
      return status;
    } catch (Unusable unusable) {
      terminal.err().println(unusable.getMessage());
      return TROUBLE;
    }
  }

  private static String application(ManagementApi api, String tenant, CallCommand command)
      throws Unusable {
    for (JsonNode application : api.all(tenant + "/applications")) {
      if (application.path("slug").asText().equals(command.application())) {
        return application.path("id").asText();
      }
    }
    throw new Unusable(
        command.tenant()
            + " has no application "
            + command.application()
            + ": name it in the tenant's file and apply that.");
  }

  /** Whether calls can be sent: a request that waits for somebody is told. */
  private boolean subscribed(
      ManagementApi api, String tenant, CallCommand command, String application) throws Unusable {
    JsonNode subscription = existing(api, tenant, command);
    if (subscription == null) {
      ObjectNode wish =
          json.createObjectNode()
              .put("application", application)
              .put("publisher", command.plan().publisher())
              .put("product", command.plan().product())
              .put("plan", command.plan().slug());
      subscription = api.post(tenant + "/subscriptions", wish);
      terminal.err().println(command.application() + " asks for " + command.plan() + ".");
    }
    String state = subscription.path("state").path("name").asText();
    if (state.equals("requested")) {
      terminal.err().println("The request waits for its approval; nothing was called.");
      return false;
    }
    return true;
  }

  private static @Nullable JsonNode existing(ManagementApi api, String tenant, CallCommand command)
      throws Unusable {
    for (JsonNode each : api.all(tenant + "/subscriptions")) {
      if (each.path("application").asText().equals(command.application())
          && each.path("publisher").asText().equals(command.plan().publisher())
          && each.path("product").asText().equals(command.plan().product())
          && each.path("mode").asText().equals("test")
          && !OVER.contains(each.path("state").path("name").asText())) {
        return each;
      }
    }
    return null;
  }

  /** Until it is served, or refused for longer than changes need to be in force. */
  private int called(ManagementApi api, CallCommand command, String key) throws Unusable {
    Amount unpaid = command.pay();
    long began = System.nanoTime();
    while (true) {
      HttpResponse<String> answer = send(command, key);
      boolean poor = lacksCredit(answer);
      if (poor && unpaid != null) {
        pay(api, command, unpaid, key);
        unpaid = null;
        began = System.nanoTime();
      } else if (!NOT_YET.contains(answer.statusCode())
          || (poor && command.pay() == null)
          || System.nanoTime() - began > IN_FORCE.toNanos()) {
        return told(command, answer);
      }
      pause();
    }
  }

  /** The code is in the refusal's body, whatever dialect the API speaks. */
  private static boolean lacksCredit(HttpResponse<String> answer) {
    return answer.statusCode() == PAYMENT_REQUIRED
        && answer.body().contains("INSUFFICIENT_CREDITS");
  }

  private void pay(ManagementApi api, CallCommand command, Amount amount, String key)
      throws Unusable {
    api.topUp(
        key,
        json.createObjectNode()
            .put("amount", amount.value())
            .put("currency", amount.currency())
            .put("payment_method", CARD)
            .put("publisher", command.plan().publisher()));
    terminal.err().println("Paid " + amount + " with the sandbox's card.");
  }

  private HttpResponse<String> send(CallCommand command, String key) throws Unusable {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(command.gateway() + command.path()))
              .timeout(ANSWER)
              .header("X-API-Key", key)
              .build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new Unusable(
          "The gateway at " + command.gateway() + " does not answer: name it with --gateway.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unusable("Interrupted.");
    }
  }

  private int told(CallCommand command, HttpResponse<String> answer) {
    boolean served = answer.statusCode() < 300;
    String cost =
        answer.headers().firstValue("Turnpike-Cost").map(paid -> ", cost " + paid).orElse("");
    terminal.err().println(answer.statusCode() + " " + command.path() + cost);
    terminal.out().println(answer.body());
    return served ? DONE : NOT_SO;
  }

  private static void pause() {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS))
        .join();
  }
}
