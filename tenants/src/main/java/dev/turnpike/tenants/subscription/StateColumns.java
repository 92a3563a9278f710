package dev.turnpike.tenants.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.subscription.SubscriptionState.Active;
import dev.turnpike.tenants.subscription.SubscriptionState.AwaitingPayment;
import dev.turnpike.tenants.subscription.SubscriptionState.Ended;
import dev.turnpike.tenants.subscription.SubscriptionState.PastDue;
import dev.turnpike.tenants.subscription.SubscriptionState.Reason;
import dev.turnpike.tenants.subscription.SubscriptionState.Rejected;
import dev.turnpike.tenants.subscription.SubscriptionState.Requested;
import dev.turnpike.tenants.subscription.SubscriptionState.Suspended;
import dev.turnpike.tenants.subscription.SubscriptionState.Trialing;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A state as the columns {@code state} and {@code facts}, which the gateway's snapshot reads too.
 */
record StateColumns(String state, String facts) {

  static StateColumns of(SubscriptionState state) {
    JsonObject facts = new JsonObject();
    String word =
        switch (state) {
          case Requested(int position, int of) -> {
            facts.put("position", position).put("of", of);
            yield "requested";
          }
          case Rejected(String reason) -> {
            facts.put("reason", reason);
            yield "rejected";
          }
          case AwaitingPayment(Money due, InvoiceId invoice) -> {
            facts.put("due", due.decimal());
            put(facts, "invoice", invoice);
            yield "awaiting_payment";
          }
          case Active(Instant since, Instant until) -> {
            facts.put("since", since.toString());
            put(facts, "until", until);
            yield "active";
          }
          case Trialing(Instant until) -> {
            facts.put("until", until.toString());
            yield "trialing";
          }
          case PastDue(Instant graceUntil, InvoiceId invoice) -> {
            facts.put("grace_until", graceUntil.toString()).put("invoice", invoice.toString());
            yield "past_due";
          }
          case Suspended(InvoiceId invoice, Money due, String decline) -> {
            facts.put("invoice", invoice.toString()).put("due", due.decimal());
            put(facts, "decline", decline);
            yield "suspended";
          }
          case Ended(Reason reason) -> {
            facts.put("reason", reason.name().toLowerCase(Locale.ROOT));
            yield "ended";
          }
        };
    return new StateColumns(word, facts.encode());
  }

  /** Throws {@link IllegalStateException} for what {@link #of} never writes. */
  static SubscriptionState read(String state, JsonNode facts, Currency currency) {
    return switch (state) {
      case "requested" ->
          new Requested(facts.path("position").asInt(1), Math.max(1, facts.path("of").asInt(1)));
      case "rejected" -> new Rejected(text(facts, "reason"));
      case "awaiting_payment" ->
          new AwaitingPayment(Money.of(text(facts, "due"), currency), invoice(facts));
      case "active" -> new Active(instant(text(facts, "since")), optionalInstant(facts, "until"));
      case "trialing" -> new Trialing(instant(text(facts, "until")));
      case "past_due" ->
          new PastDue(instant(text(facts, "grace_until")), InvoiceId.of(text(facts, "invoice")));
      case "suspended" ->
          new Suspended(
              InvoiceId.of(text(facts, "invoice")),
              Money.of(text(facts, "due"), currency),
              optional(facts, "decline"));
      case "ended" -> new Ended(Reason.valueOf(text(facts, "reason").toUpperCase(Locale.ROOT)));
      default -> throw new IllegalStateException("subscription in state " + state);
    };
  }

  private static void put(JsonObject facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
  }

  private static String text(JsonNode facts, String name) {
    String text = optional(facts, name);
    if (text == null) {
      throw new IllegalStateException("the state's facts lack " + name);
    }
    return text;
  }

  private static @Nullable String optional(JsonNode facts, String name) {
    return facts.hasNonNull(name) ? facts.get(name).asText() : null;
  }

  private static @Nullable InvoiceId invoice(JsonNode facts) {
    String id = optional(facts, "invoice");
    return id == null ? null : InvoiceId.of(id);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static @Nullable Instant optionalInstant(JsonNode facts, String name) {
    String text = optional(facts, name);
    return text == null ? null : instant(text);
  }
}
