package dev.turnpike.backend.boot.demo;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A language model with one thought, in OpenAI's dialect: at once, or word by word. */
final class LlmOrigin implements Handler<HttpServerRequest> {
  private static final String MODEL = "turnpike-demo";
  private static final List<String> WORDS =
      List.of("It", " is", " sunny", " behind", " the", " turnpike", ".");
  private static final long WORD_MILLIS = 40;
  private static final int BYTES_PER_TOKEN = 4;

  private final Vertx vertx;

  LlmOrigin(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/v1/models" -> Answers.json(request, 200, models());
      case "/v1/chat/completions" -> {
        if (HttpMethod.POST.equals(request.method())) {
          request.body().onSuccess(body -> complete(request, body));
        } else {
          Answers.error(request, 405, "POST a conversation");
        }
      }
      default -> Answers.error(request, 404, "no such page");
    }
  }

  private void complete(HttpServerRequest request, Buffer body) {
    JsonObject asked;
    try {
      asked = body.toJsonObject();
    } catch (DecodeException | ClassCastException unreadable) {
      Answers.error(request, 400, "the body is not a JSON object");
      return;
    }
    JsonObject usage = usage(body.length());
    if (Boolean.TRUE.equals(asked.getValue("stream"))) {
      stream(request.response(), usage);
    } else {
      Answers.json(request, 200, completion(usage));
    }
  }

  private void stream(HttpServerResponse response, JsonObject usage) {
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.putHeader("Cache-Control", "no-store");
    sendWord(response, usage, 0);
  }

  private void sendWord(HttpServerResponse response, JsonObject usage, int at) {
    if (response.closed()) {
      return;
    }
    if (at == WORDS.size()) {
      response.write(event(chunk(new JsonObject(), "stop").put("usage", usage)));
      response.end("data: [DONE]\n\n");
      return;
    }
    response.write(event(chunk(new JsonObject().put("content", WORDS.get(at)), null)));
    vertx.setTimer(WORD_MILLIS, timer -> sendWord(response, usage, at + 1));
  }

  private static String event(JsonObject data) {
    return "data: " + data.encode() + "\n\n";
  }

  private static JsonObject chunk(JsonObject delta, @Nullable String finish) {
    JsonObject choice =
        new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finish);
    return new JsonObject()
        .put("id", "chatcmpl-demo")
        .put("object", "chat.completion.chunk")
        .put("model", MODEL)
        .put("choices", new JsonArray().add(choice));
  }

  private static JsonObject completion(JsonObject usage) {
    JsonObject message =
        new JsonObject().put("role", "assistant").put("content", String.join("", WORDS));
    JsonObject choice =
        new JsonObject().put("index", 0).put("message", message).put("finish_reason", "stop");
    return new JsonObject()
        .put("id", "chatcmpl-demo")
        .put("object", "chat.completion")
        .put("model", MODEL)
        .put("choices", new JsonArray().add(choice))
        .put("usage", usage);
  }

  private static JsonObject usage(int bytes) {
    int asked = 1 + bytes / BYTES_PER_TOKEN;
    return new JsonObject()
        .put("prompt_tokens", asked)
        .put("completion_tokens", WORDS.size())
        .put("total_tokens", asked + WORDS.size());
  }

  private static JsonObject models() {
    JsonObject model = new JsonObject().put("id", MODEL).put("object", "model");
    return new JsonObject().put("object", "list").put("data", new JsonArray().add(model));
  }
}
