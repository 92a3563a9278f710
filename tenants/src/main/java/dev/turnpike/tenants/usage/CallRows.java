package dev.turnpike.tenants.usage;

import dev.turnpike.tenants.snapshot.CallLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finished calls as the rows of the two tables they go to. */
final class CallRows {
  private CallRows() {}

  static JsonArray calls(List<CallLog.Call> batch) {
    JsonArray rows = new JsonArray();
    batch.forEach(call -> rows.add(row(call)));
    return rows;
  }

  /** One row a denial: PostgreSQL refuses to update a row twice in one statement. */
  static JsonArray denials(List<CallLog.Call> batch) {
    Map<String, JsonObject> rows = new LinkedHashMap<>();
    for (CallLog.Call call : batch) {
      CallLog.Denial denial = call.denial();
      if (denial == null) {
        continue;
      }
      JsonObject row = rows.computeIfAbsent(denial.id(), id -> row(call, denial));
      row.put("count", row.getLong("count") + 1).put("last_at", text(call.at()));
    }
    return new JsonArray(List.copyOf(rows.values()));
  }

  private static JsonObject row(CallLog.Call call) {
    CallLog.Denial denial = call.denial();
    JsonArray trace = new JsonArray();
    for (CallLog.Step step : call.trace()) {
      JsonObject row =
          new JsonObject()
              .put("step", step.name())
              .put("verdict", step.verdict())
              .put("detail", step.detail())
              .put("micros", step.micros());
      if (step.policy() != null) {
        row.put("policy", step.policy());
      }
      trace.add(row);
    }
    return parties(call)
        .put("at", text(call.at()))
        .put("client_address", call.clientAddress())
        .put("headers", headers(call))
        .put("client_request_id", storable(call.clientRequestId()))
        .put("denial_id", denial == null ? null : denial.id())
        .put("body", call.body())
        .put("charged", call.charged())
        .put("bytes_in", call.bytesIn())
        .put("bytes_out", call.bytesOut())
        .put("duration_micros", call.durationMicros())
        .put("trace", trace);
  }

  private static JsonObject row(CallLog.Call call, CallLog.Denial denial) {
    return parties(call)
        .put("id", denial.id())
        .put("facts", new JsonObject(denial.facts()))
        .put("count", 0L)
        .put("first_at", text(denial.first()));
  }

  private static JsonObject parties(CallLog.Call call) {
    return new JsonObject()
        .put("request_id", call.id().toString())
        .put("publisher_id", text(call.publisher()))
        .put("consumer_id", text(call.consumer()))
        .put("application_id", text(call.application()))
        .put("subscription_id", text(call.subscription()))
        .put("key_id", call.key())
        .put("api_id", text(call.api()))
        .put("method", storable(call.method()))
        .put("path", storable(call.path()))
        .put("status", call.status())
        .put("code", call.code());
  }

  private static JsonObject headers(CallLog.Call call) {
    JsonObject headers = new JsonObject();
    call.headers().forEach((name, value) -> headers.put(name, storable(value)));
    return headers;
  }

  /** PostgreSQL stores no NUL: one in a hostile request must not cost the whole batch its rows. */
  private static @Nullable String storable(@Nullable String fromOutside) {
    return fromOutside == null ? null : fromOutside.replace('\0', '\uFFFD');
  }

  private static @Nullable String text(@Nullable Object id) {
    return id == null ? null : id.toString();
  }
}
