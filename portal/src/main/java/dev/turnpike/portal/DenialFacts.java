package dev.turnpike.portal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.portal.ResolveView.Row;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.ui.Formats;
import dev.turnpike.ui.Gauge;
import dev.turnpike.ui.PlanWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the problem that the caller got, as its own people may read them. */
record DenialFacts(JsonNode problem) {

  Optional<String> text(String pointer) {
    JsonNode node = problem.at(pointer);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  private Optional<Money> money(String pointer, String currency) {
    return text(pointer).flatMap(amount -> text(currency).map(code -> Money.of(amount, code)));
  }

  Optional<Money> available() {
    return money("/balance/available", "/balance/currency");
  }

  Optional<Money> required() {
    return money("/balance/required", "/balance/currency");
  }

  Optional<Money> held() {
    return money("/balance/held", "/balance/currency");
  }

  /** What an invoice or a first payment asks for. */
  Optional<Money> due() {
    return money("/payment/amount", "/payment/currency");
  }

  Optional<InvoiceId> invoice() {
    return text("/payment/invoice").map(UUID::fromString).map(InvoiceId::new);
  }

  /** How much the wallet lacked for the call. */
  Optional<Money> missing() {
    return required().flatMap(need -> available().map(need::minus)).filter(Money::isPositive);
  }

  @Nullable Instant resetsAt() {
    return text("/limit/resets_at").map(Instant::parse).orElse(null);
  }

  @Nullable Gauge gauge(PlanWords words) {
    JsonNode limit = problem.path("limit");
    if (!limit.hasNonNull("limit") || !limit.hasNonNull("used")) {
      return null;
    }
    return Gauge.ofUsage(
        limit.path("name").asText(),
        limit.path("used").asLong(),
        limit.path("limit").asLong(),
        words.counted(limit.path("unit").asText(), limit.path("limit").asLong()));
  }

  List<Row> sums(ResolveText text) {
    List<Row> rows = new ArrayList<>();
    required().ifPresent(it -> rows.add(new Row(text.required(), Formats.amount(it), false)));
    available().ifPresent(it -> rows.add(new Row(text.available(), Formats.amount(it), false)));
    held()
        .filter(Money::isPositive)
        .ifPresent(it -> rows.add(new Row(text.held(), Formats.amount(it), false)));
    missing().ifPresent(it -> rows.add(new Row(text.missing(), Formats.amount(it), true)));
    due().ifPresent(it -> rows.add(new Row(text.amountDue(), Formats.amount(it), true)));
    return rows;
  }
}
