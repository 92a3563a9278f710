package dev.turnpike.backend.approval;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.SubscriptionId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each state of a subscription × each command on it, over HTTP: it is allowed, or 409 with the
 * state in the body and nothing changed.
 */
@QuarkusTest
class StateTableTest {
  private static final String OFFER = "\"billing\":\"postpaid\",\"currency\":\"USD\"";

  @Inject Cast cast;
  @Inject Ids ids;
  @Inject Plaza plaza;

  private Plaza.People it;
  private String owner;
  private String publisher;
  private int made;

  /** A state, with the facts that its row has; the first four are the kinds of an open step. */
  private enum State {
    FORM("form", "requested"),
    CONSUMER("consumer", "requested"),
    PUBLISHER("publisher", "requested"),
    TERMS("terms", "requested"),
    REJECTED("plain", "rejected"),
    AWAITING_PAYMENT("plain", "awaiting_payment"),
    ACTIVE("plain", "active"),
    TRIALING("plain", "trialing"),
    PAST_DUE("plain", "past_due"),
    SUSPENDED("plain", "suspended"),
    ENDED("plain", "ended");

    private final String plan;
    private final String word;

    State(String plan, String word) {
      this.plan = plan;
      this.word = word;
    }
  }

  private static final Set<State> LIVE =
      Set.of(
          State.FORM,
          State.CONSUMER,
          State.PUBLISHER,
          State.TERMS,
          State.AWAITING_PAYMENT,
          State.ACTIVE,
          State.TRIALING,
          State.PAST_DUE,
          State.SUSPENDED);

  /** A command: who sends it where, with what, and the states that allow it. */
  private record Command(
      String name,
      boolean asPublisher,
      String method,
      String path,
      String body,
      Set<State> allowed) {}

  private List<Command> commands(ApplicationId other) {
    return List.of(
        publisher("approval", "{}", State.PUBLISHER),
        consumer("approval", "{}", State.CONSUMER),
        publisher(
            "rejection",
            "{\"reason\":\"no\"}",
            State.FORM,
            State.CONSUMER,
            State.PUBLISHER,
            State.TERMS),
        consumer("rejection", "{\"reason\":\"no\"}", State.CONSUMER),
        consumer("answers", "{\"answers\":{\"purpose\":\"x\"}}", State.FORM),
        consumer("terms-acceptance", "{\"revision\":\"1\"}", State.TERMS),
        new Command("cancel now", false, "POST", "cancellation", "{\"when\":\"now\"}", LIVE),
        new Command(
            "cancel later",
            false,
            "POST",
            "cancellation",
            "{\"when\":\"period_end\"}",
            Set.of(State.ACTIVE, State.TRIALING)),
        new Command("keep", false, "DELETE", "cancellation", "", Set.of()),
        consumer("renewal", "{}", State.ENDED),
        new Command("pause", false, "POST", "pause", "{}", LIVE),
        new Command("block", true, "POST", "block", "{\"reason\":\"abuse\"}", LIVE),
        new Command(
            "transfer", false, "POST", "transfer", "{\"application\":\"" + other + "\"}", LIVE));
  }

  private static Command publisher(String path, String body, State... allowed) {
    return new Command("publisher's " + path, true, "POST", path, body, Set.of(allowed));
  }

  private static Command consumer(String path, String body, State... allowed) {
    return new Command("consumer's " + path, false, "POST", path, body, Set.of(allowed));
  }

  @Test
  @Tag("R13")
  void every_command_is_allowed_in_its_states_and_409_with_the_state_in_the_others() {
    it = plaza.people("table");
    String form =
        "{\"kind\":\"form\",\"questions\":[{\"name\":\"purpose\",\"label\":\"What for?\"}]}";
    plaza.free(it, "form", form);
    plaza.free(it, "consumer", "{\"kind\":\"consumer-approval\"}");
    plaza.free(it, "publisher", "{\"kind\":\"publisher-approval\"}");
    plaza.free(it, "terms", "{\"kind\":\"terms\",\"text\":\"Be kind.\",\"revision\":\"1\"}");
    cast.plan(it.acme(), "weather", "plain", "{" + OFFER + ",\"recurring_fee\":\"9.00\"}");
    owner = token(it.gwen().visitor().email());
    publisher = token(it.olivia().visitor().email());
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (State state : State.values()) {
      for (int i = 0; i < commands(it.robot()).size(); i++) {
        ApplicationId other = cast.application(it.dave(), "other-" + ++made);
        Command command = commands(other).get(i);
        SubscriptionId id = in(state);
        String problem = tried(state, command, id);
        seen.merge(command.name(), 1, Integer::sum);
        if (problem != null) {
          wrong.add(state + " × " + command.name() + ": " + problem);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(13 * State.values().length, seen.values().stream().mapToInt(n -> n).sum());
  }

  private String tried(State state, Command command, SubscriptionId id) {
    String before = row(id);
    String audited = audited(id);
    Response answer =
        given()
            .header("Authorization", "Bearer " + (command.asPublisher() ? publisher : owner))
            .contentType(ContentType.JSON)
            .body(command.body())
            .request(
                command.method(),
                "/manage/v1/tenants/"
                    + (command.asPublisher() ? it.olivia() : it.gwen()).slug()
                    + "/subscriptions/"
                    + id
                    + "/"
                    + command.path());
    if (command.allowed().contains(state)) {
      return answer.statusCode() >= 300
          ? "allowed, but " + answer.statusCode() + " " + answer.asString()
          : audited(id).equals(audited) ? "nothing in the audit" : null;
    }
    if (answer.statusCode() != 409) {
      return "not allowed, but " + answer.statusCode() + " " + answer.asString();
    }
    if (!state.word.equals(answer.path("state.name"))) {
      return "409 without the state: " + answer.asString();
    }
    return before.equals(row(id)) && audited(id).equals(audited) ? null : "409, but it changed";
  }

  private String row(SubscriptionId id) {
    return cast.one("select to_jsonb(s)::text from subscription s where id = ?", id.value());
  }

  private String audited(SubscriptionId id) {
    return cast.one("select count(*) from audit where subject_id = ?", id.toString());
  }

  private SubscriptionId in(State state) {
    ApplicationId application = cast.application(it.dave(), "app-" + ++made);
    SubscriptionId id = plaza.asks(it, it.dave(), application, state.plan);
    String facts =
        switch (state) {
          case REJECTED -> "{\"reason\":\"no\"}";
          case ACTIVE -> "{\"since\":\"2026-01-01T00:00:00Z\"}";
          case TRIALING -> "{\"until\":\"2099-01-01T00:00:00Z\"}";
          case PAST_DUE ->
              "{\"grace_until\":\"2099-01-01T00:00:00Z\",\"invoice\":\"" + invoice(id) + "\"}";
          case SUSPENDED -> "{\"invoice\":\"" + invoice(id) + "\",\"due\":\"9.00\"}";
          case ENDED -> "{\"reason\":\"canceled\"}";
          default -> "";
        };
    if (!facts.isEmpty()) {
      cast.sql(
          "update subscription set state = ?, facts = cast(? as jsonb), started_at = now(),"
              + " anchor_at = now(), period_number = 1, period_starts_at = now(),"
              + " period_ends_at = now() + interval '1 month' where id = ?",
          state.word,
          facts,
          id.value());
    }
    return id;
  }

  private UUID invoice(SubscriptionId id) {
    UUID invoice = ids.next();
    cast.sql(
        "insert into invoice (id, publisher_id, consumer_id, account_id, subscription_id, number,"
            + " state, currency, total, issued_at, due_at)"
            + " select ?, publisher_id, consumer_id, account_id, id, 'T-' || id, 'open', 'USD',"
            + " 9000000, now(), now() from subscription where id = ?",
        invoice,
        id.value());
    return invoice;
  }

  private static String token(String email) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("email", email, "password", Cast.PASSWORD))
        .post("/manage/v1/sessions")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }
}
