package dev.turnpike.tenants.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Subscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as JSON, streamed member by member. Money is a decimal string with a currency, never a
 * JSON number; members that do not apply are absent.
 */
final class ProblemJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_BYTES = 2048;

  private final Case refused;
  private final JsonGenerator json;

  private ProblemJson(Case refused, JsonGenerator json) {
    this.refused = refused;
    this.json = json;
  }

  static byte[] of(Case refused, Format format) {
    return write(
        refused,
        problem -> {
          switch (format) {
            case JSON_API -> problem.jsonApi();
            case ANTHROPIC -> problem.anthropic();
            case OPENAI -> problem.openAi();
            case PROBLEM, PAGE -> problem.problem();
          }
        });
  }

  /** What the page that fixes the denial shows: the problem and the call it answered. */
  static String facts(Case refused) {
    return new String(write(refused, ProblemJson::withCall), StandardCharsets.UTF_8);
  }

  private interface Part {
    void write(ProblemJson problem) throws IOException;
  }

  private static byte[] write(Case refused, Part part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      part.write(new ProblemJson(refused, json));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  private void withCall() throws IOException {
    problem();
    json.writeObjectFieldStart("call");
    json.writeStringField("method", refused.asked().method());
    json.writeStringField("path", refused.asked().path());
    json.writeStringField("at", refused.asked().at().toString());
    json.writeEndObject();
  }

  private void problem() throws IOException {
    json.writeStringField("type", refused.help());
    members();
    error();
  }

  private void openAi() throws IOException {
    error();
    json.writeStringField("type", refused.help());
    members();
  }

  /** Anthropic's own {@code type} takes the place of the problem's. */
  private void anthropic() throws IOException {
    json.writeStringField("type", "error");
    json.writeObjectFieldStart("error");
    json.writeStringField("type", AiErrors.anthropic(refused.code()));
    json.writeStringField("message", message());
    json.writeEndObject();
    members();
  }

  private void jsonApi() throws IOException {
    json.writeArrayFieldStart("errors");
    if (refused.errors().isEmpty()) {
      jsonApiError(null);
    }
    for (Problems.Invalid invalid : refused.errors()) {
      jsonApiError(invalid);
    }
    json.writeEndArray();
  }

  private void jsonApiError(Problems.@Nullable Invalid invalid) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", refused.instance());
    json.writeObjectFieldStart("links");
    String resolve = refused.resolve();
    json.writeStringField("about", resolve == null ? refused.help() : resolve);
    json.writeStringField("type", refused.help());
    json.writeEndObject();
    json.writeStringField("status", Integer.toString(refused.code().status()));
    json.writeStringField("code", refused.code().name());
    json.writeStringField("title", refused.code().title());
    json.writeStringField("detail", invalid == null ? refused.detail() : invalid.detail());
    if (invalid != null) {
      json.writeObjectFieldStart("source");
      json.writeStringField(
          invalid.pointer().startsWith("/") ? "pointer" : "parameter", invalid.pointer());
      json.writeEndObject();
    }
    json.writeObjectFieldStart("meta");
    extensions();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void members() throws IOException {
    json.writeStringField("title", refused.code().title());
    json.writeNumberField("status", refused.code().status());
    json.writeStringField("detail", refused.detail());
    json.writeStringField("instance", refused.instance());
    json.writeStringField("code", refused.code().name());
    extensions();
    if (!refused.errors().isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (Problems.Invalid invalid : refused.errors()) {
        json.writeStartObject();
        json.writeStringField("pointer", invalid.pointer());
        json.writeStringField("detail", invalid.detail());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private void extensions() throws IOException {
    json.writeStringField("category", refused.code().category().label());
    json.writeBooleanField("retryable", refused.isRetryable());
    json.writeStringField("request_id", refused.asked().id().toString());
    if (refused.tells(Api.Disclosure.COARSE)) {
      subject();
      balance();
      limit();
      payment();
    }
    actions();
    support();
  }

  private void subject() throws IOException {
    Deny.Who who = refused.deny().who();
    Application application = who.application();
    if (application == null) {
      return;
    }
    json.writeObjectFieldStart("subject");
    json.writeStringField("tenant", application.consumerSlug());
    json.writeStringField("application", application.slug());
    if (who.api() != null) {
      json.writeStringField("api", who.api().slug());
    }
    if (who.product() != null) {
      json.writeStringField("product", who.product().slug());
    }
    Subscription subscription = who.subscription();
    if (subscription != null) {
      json.writeStringField("plan", subscription.plan().slug());
      json.writeStringField("subscription", subscription.id().toString());
    }
    json.writeEndObject();
  }

  private void balance() throws IOException {
    Deny.Balance balance = refused.deny().balance();
    if (balance == null || !refused.isFull()) {
      return;
    }
    json.writeObjectFieldStart("balance");
    json.writeStringField("available", balance.available().decimal());
    json.writeStringField("required", balance.required().decimal());
    json.writeStringField("held", balance.held().decimal());
    json.writeStringField("currency", balance.required().currency().getCurrencyCode());
    json.writeEndObject();
  }

  private void limit() throws IOException {
    Deny.LimitState state = refused.deny().limit();
    if (state == null) {
      return;
    }
    json.writeObjectFieldStart("limit");
    json.writeStringField("name", state.limit().name());
    json.writeStringField("unit", "requests");
    if (refused.isFull()) {
      json.writeNumberField("limit", state.limit().quantity());
      json.writeNumberField("used", state.used());
    }
    json.writeStringField("resets_at", state.resetsAt().toString());
    json.writeEndObject();
  }

  private void payment() throws IOException {
    Deny.Payment payment = refused.deny().payment();
    if (payment == null || !refused.isFull()) {
      return;
    }
    json.writeObjectFieldStart("payment");
    json.writeStringField("reason", payment.reason());
    optional("processor", payment.processor());
    Money due = payment.due();
    if (due != null) {
      json.writeStringField("amount", due.decimal());
      json.writeStringField("currency", due.currency().getCurrencyCode());
    }
    if (payment.invoice() != null) {
      json.writeStringField("invoice", payment.invoice().toString());
    }
    Instant graceUntil = payment.graceUntil();
    optional("grace_until", graceUntil == null ? null : graceUntil.toString());
    json.writeEndObject();
  }

  private void actions() throws IOException {
    json.writeArrayFieldStart("actions");
    for (Case.Action action : refused.actions()) {
      json.writeStartObject();
      json.writeStringField("rel", action.remedy().rel());
      json.writeStringField("title", action.title());
      optional("href", action.href());
      if (refused.isFull() && !action.remedy().params().isEmpty()) {
        params(action.remedy().params());
      }
      json.writeStringField("who", action.remedy().who().name().toLowerCase(Locale.ROOT));
      json.writeBooleanField("resolves", action.remedy().resolves());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void params(Map<String, Object> params) throws IOException {
    json.writeObjectFieldStart("params");
    for (Map.Entry<String, Object> param : params.entrySet()) {
      switch (param.getValue()) {
        case Long number -> json.writeNumberField(param.getKey(), number);
        case Integer number -> json.writeNumberField(param.getKey(), number);
        default -> json.writeStringField(param.getKey(), param.getValue().toString());
      }
    }
    json.writeEndObject();
  }

  private void support() throws IOException {
    Publisher.Support support = refused.support();
    String message = refused.message();
    boolean nobody = support == null || (support.email() == null && support.url() == null);
    if (nobody && message == null) {
      return;
    }
    json.writeObjectFieldStart("support");
    optional("email", support == null ? null : support.email());
    optional("url", support == null ? null : support.url());
    optional("message", message);
    json.writeEndObject();
  }

  /** The OpenAI SDKs print "402 status code (no body)" without this member's message. */
  private void error() throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("message", message());
    json.writeStringField("type", AiErrors.openAi(refused.code()));
    json.writeStringField("code", refused.code().name());
    json.writeNullField("param");
    json.writeEndObject();
  }

  /** One line that says why, what to do and where. */
  private String message() {
    String resolve = refused.resolve();
    String text = refused.code().title() + ". " + refused.detail();
    for (Case.Action action : refused.actions()) {
      if (resolve != null && resolve.equals(action.href())) {
        return text + " " + action.title() + ": " + resolve;
      }
    }
    return text + " See " + refused.help();
  }

  private void optional(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
