package dev.turnpike.tenants.billing;

import dev.turnpike.tenants.billing.PaymentProvider.Answer;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What a processor tells by itself. An event is only a hint to look: it is kept once, and what is
 * booked is what the processor says of the payment when it is asked. So events may come in any
 * order, twice, or late, and the end is the same.
 */
@ApplicationScoped
public class ProcessorEvents {
  private final Tenancy tenancy;
  private final Rows rows;
  private final Booking booking;
  private final Clock clock;

  ProcessorEvents(Tenancy tenancy, Rows rows, Booking booking, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.booking = booking;
    this.clock = clock;
  }

  /** What is answered to the processor. */
  public enum Received {
    /** It is kept, now or before. */
    KEPT,
    /** No such endpoint: 404. */
    UNKNOWN,
    /** The signature is not the endpoint's, or too old: 401. */
    UNSIGNED,
    /** It is no event: 400. */
    MALFORMED
  }

  /**
   * Checks an event over its raw bytes and keeps it.
   *
   * @param headers the three of Standard Webhooks
   */
  public Uni<Received> receive(String endpoint, Signature.Headers headers, byte[] body) {
    return tenancy
        .asNobody(
            session ->
                session
                    .createNativeQuery("select webhook_secret('sandbox', :endpoint)", String.class)
                    .setParameter("endpoint", endpoint)
                    .getSingleResultOrNull())
        .chain(
            secret -> {
              if (secret == null) {
                return Uni.createFrom().item(Received.UNKNOWN);
              }
              if (!Signature.isOf(secret, headers, body, clock.instant())) {
                return Uni.createFrom().item(Received.UNSIGNED);
              }
              return keep(endpoint, headers.id(), body);
            });
  }

  private Uni<Received> keep(String endpoint, String event, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    Optional<Content> content = Content.of(text);
    if (content.isEmpty()) {
      return Uni.createFrom().item(Received.MALFORMED);
    }
    return tenancy
        .asNobody(
            session ->
                session
                    .createNativeQuery(
                        "select receive_event('sandbox', :endpoint, :event, :type, :payment, :body,"
                            + " :at)",
                        Boolean.class)
                    .setParameter("endpoint", endpoint)
                    .setParameter("event", event)
                    .setParameter("type", content.get().type())
                    .setParameter("payment", content.get().payment())
                    .setParameter("body", text)
                    .setParameter("at", clock.instant())
                    .getSingleResult())
        .map(known -> known ? Received.KEPT : Received.UNKNOWN);
  }

  private record Content(String type, UUID payment) {
    static Optional<Content> of(String body) {
      try {
        JsonObject json = new JsonObject(body);
        String type = json.getString("type", "");
        JsonObject data = json.getJsonObject("data", new JsonObject());
        return type.isBlank()
            ? Optional.empty()
            : Optional.of(
                new Content(type, UUID.fromString(data.getString("payment", "").strip())));
      } catch (DecodeException | ClassCastException | IllegalArgumentException no) {
        return Optional.empty();
      }
    }
  }

  /**
   * Books what the processor says of the payment now, and marks the event. Twice is once.
   *
   * @param consumer whose payment it is
   */
  public Uni<Void> process(TenantId consumer, UUID publisher, String event, UUID payment) {
    return tenancy
        .as(
            consumer,
            session ->
                locked(session, payment)
                    .chain(
                        row ->
                            truth(session, payment)
                                .chain(answer -> book(session, consumer, row, answer)))
                    .chain(() -> done(session, publisher, event)))
        .replaceWithVoid();
  }

  private Uni<Optional<PaymentRow>> locked(Mutiny.Session session, UUID payment) {
    return rows.first(
        session,
        PaymentRow.class,
        PaymentRow.SELECT + " where id = :id for update",
        Map.of("id", payment));
  }

  @RegisterForReflection
  record Truth(String state, @Nullable String declineCode) {}

  private Uni<Optional<Answer>> truth(Mutiny.Session session, UUID payment) {
    String id = "sbx_" + payment;
    return rows.first(
            session,
            Truth.class,
            "select state, decline_code from sandbox_charge where payment_id = :id",
            Map.of("id", payment))
        .map(
            found ->
                found.flatMap(
                    truth ->
                        switch (truth.state()) {
                          case "succeeded" -> Optional.of(new Answer.Succeeded(id));
                          case "action-required" -> Optional.of(new Answer.ActionRequired(id));
                          case "declined" ->
                              Optional.of(
                                  new Answer.Declined(
                                      id, DeclineCode.of(String.valueOf(truth.declineCode()))));
                          default -> Optional.empty();
                        }));
  }

  /** A payment that came to its end stays there; one that is unknown or still pending waits. */
  private Uni<Void> book(
      Mutiny.Session session,
      TenantId consumer,
      Optional<PaymentRow> row,
      Optional<Answer> answer) {
    boolean open =
        row.isPresent()
            && (row.get().state().equals("pending") || row.get().state().equals("action-required"));
    return open && answer.isPresent()
        ? booking
            .book(session, Payer.application(consumer), row.get(), answer.get())
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private Uni<Integer> done(Mutiny.Session session, UUID publisher, String event) {
    Map<String, Object> values = new HashMap<>();
    values.put("publisher", publisher);
    values.put("event", event);
    values.put("now", clock.instant());
    return rows.change(
        session,
        "update processor_event set processed_at = coalesce(processed_at, :now)"
            + " where publisher_id = :publisher and processor = 'sandbox' and event_id = :event",
        values);
  }
}
