package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.event.Deliveries;
import dev.turnpike.tenants.event.Delivery;
import dev.turnpike.tenants.event.Endpoint;
import dev.turnpike.tenants.event.EndpointAnswer;
import dev.turnpike.tenants.event.EndpointTerms;
import dev.turnpike.tenants.event.Endpoints;
import dev.turnpike.tenants.event.EventType;
import dev.turnpike.tenants.event.Missed;
import dev.turnpike.tenants.tenant.Acting;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's systems are told what happens. Messages are signed as Standard Webhooks has
 * it and sent again until a 2xx comes; the log keeps what came back.
 */
@Path("/manage/v1/tenants/{tenant}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class WebhooksResource {
  private final Callers callers;
  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final Missed missed;

  WebhooksResource(Callers callers, Endpoints endpoints, Deliveries deliveries, Missed missed) {
    this.callers = callers;
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.missed = missed;
  }

  /**
   * An endpoint.
   *
   * @param events which it is told, such as {@code invoice.paid}; empty: all, also later ones
   * @param enabled whether anything is sent; absent: as it is, and true for a new one
   * @param offBecause {@code person}, {@code failing} or {@code gone}
   * @param overlapUntil until when the secret before signs, too
   * @param secret only in the answer that makes it
   */
  @Schema(name = "Webhook")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WebhookForm(
      @Nullable String id,
      @Nullable String name,
      @Nullable String url,
      @Nullable List<String> events,
      @Nullable Boolean enabled,
      @Nullable String offBecause,
      @Nullable Instant failingSince,
      @Nullable Instant overlapUntil,
      @Nullable Long waiting,
      @Nullable Instant createdAt,
      @Nullable String secret) {
    static WebhookForm of(Endpoint it, @Nullable String secret) {
      Endpoint.Off off = it.off();
      return new WebhookForm(
          it.id().toString(),
          it.name(),
          it.url().toString(),
          it.types().stream().map(EventType::word).sorted().toList(),
          it.enabled(),
          off == null ? null : off.why().name().toLowerCase(Locale.ROOT),
          it.failingSince(),
          it.overlapUntil(),
          it.waiting(),
          it.createdAt(),
          secret);
    }

    EndpointTerms terms() {
      return EndpointTerms.of(name, url, events);
    }
  }

  /**
   * An event on its way to an endpoint.
   *
   * @param message its {@code webhook-id}
   * @param status of the last answer; absent when none came
   * @param trouble why none came
   */
  @Schema(name = "WebhookDelivery")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeliveryForm(
      String id,
      String message,
      String type,
      Instant at,
      String state,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable Integer status,
      @Nullable Integer millis,
      @Nullable String answer,
      @Nullable String trouble) {
    static DeliveryForm of(Delivery it) {
      Delivery.Attempt last = it.last();
      return new DeliveryForm(
          it.id().toString(),
          "msg_" + it.event(),
          it.type(),
          it.at(),
          it.state().name().toLowerCase(Locale.ROOT),
          it.attempts(),
          it.nextAt(),
          last == null ? null : last.status(),
          last == null ? null : last.millis(),
          last == null ? null : last.answer(),
          last == null || last.trouble().isEmpty() ? null : last.trouble());
    }
  }

  @GET
  @Operation(operationId = "listWebhooks", summary = "The tenant's endpoints")
  public Uni<Listing<WebhookForm>> list(String tenant) {
    return endpoints
        .list(callers.acting(tenant))
        .map(all -> new Listing<>(all.stream().map(it -> WebhookForm.of(it, null)).toList(), null));
  }

  @POST
  @ResponseStatus(201)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createWebhook", summary = "Add one; the answer shows its secret once")
  public Uni<WebhookForm> create(String tenant, @Nullable WebhookForm form) {
    Acting acting = callers.acting(tenant);
    return endpoints.create(acting, Sent.body(form).terms()).chain(answer -> shown(acting, answer));
  }

  @GET
  @Path("{webhook}")
  @Operation(operationId = "getWebhook", summary = "One endpoint")
  public Uni<WebhookForm> get(String tenant, String webhook) {
    return shown(callers.acting(tenant), Sent.id(webhook, id -> id), null);
  }

  @PUT
  @Path("{webhook}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeWebhook", summary = "Change it, switch it on or off")
  public Uni<WebhookForm> change(String tenant, String webhook, @Nullable WebhookForm form) {
    Acting acting = callers.acting(tenant);
    WebhookForm sent = Sent.body(form);
    return endpoints
        .change(acting, Sent.id(webhook, id -> id), sent.terms())
        .map(WebhooksResource::done)
        .chain(id -> switched(acting, id, sent.enabled()))
        .chain(answer -> shown(acting, answer));
  }

  private Uni<EndpointAnswer> switched(Acting acting, UUID id, @Nullable Boolean enabled) {
    if (enabled == null) {
      return Uni.createFrom().item(new EndpointAnswer.Done(id));
    }
    return enabled ? endpoints.enable(acting, id) : endpoints.disable(acting, id);
  }

  @DELETE
  @Path("{webhook}")
  @Operation(operationId = "removeWebhook", summary = "Remove it with its log")
  public Uni<Void> remove(String tenant, String webhook) {
    return endpoints
        .remove(callers.acting(tenant), Sent.id(webhook, id -> id))
        .map(WebhooksResource::done)
        .replaceWithVoid();
  }

  @POST
  @Path("{webhook}/rotation")
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "A new secret, shown once; the one before signs beside it for a day")
  public Uni<WebhookForm> rotate(String tenant, String webhook) {
    Acting acting = callers.acting(tenant);
    return endpoints
        .rotate(acting, Sent.id(webhook, id -> id))
        .chain(answer -> shown(acting, answer));
  }

  @POST
  @Path("{webhook}/test")
  @Operation(operationId = "testWebhook", summary = "Send an event of no meaning now")
  public Uni<DeliveryForm> test(String tenant, String webhook) {
    Acting acting = callers.acting(tenant);
    UUID id = Sent.id(webhook, it -> it);
    return deliveries
        .test(acting, id)
        .map(WebhooksResource::done)
        .chain(sent -> delivery(acting, id, sent));
  }

  @GET
  @Path("{webhook}/deliveries")
  @Operation(operationId = "listWebhookDeliveries", summary = "What was sent, newest first")
  public Uni<Listing<DeliveryForm>> deliveries(
      String tenant,
      String webhook,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    Acting acting = callers.acting(tenant);
    UUID id = Sent.id(webhook, it -> it);
    int most = Listing.checked(limit);
    return endpoints
        .find(acting, id)
        .map(found -> found.orElseThrow(Callers::unknown))
        .chain(
            found ->
                deliveries.list(
                    acting, id, after == null ? null : Sent.id(after, it -> it), most + 1))
        .map(
            found -> {
              List<DeliveryForm> page = found.stream().limit(most).map(DeliveryForm::of).toList();
              return new Listing<>(page, found.size() > most ? page.getLast().id() : null);
            });
  }

  /**
   * What is sent again.
   *
   * @param again how many deliveries
   */
  @Schema(name = "WebhookReplay")
  record ReplayForm(int again) {}

  @POST
  @Path("{webhook}/replay")
  @Operation(
      operationId = "replayMissedWebhooks",
      summary = "Send again all that was given up, at most 1,000 at a time, under the same ids")
  public Uni<ReplayForm> replayMissed(String tenant, String webhook) {
    return missed
        .send(callers.acting(tenant), Sent.id(webhook, it -> it))
        .map(
            answer ->
                switch (answer) {
                  case Missed.Again(int count) -> new ReplayForm(count);
                  case Missed.SwitchedOff _ ->
                      throw Problem.of(Code.CONFLICT, "It is off. Switch it on first.").refused();
                  case Missed.Unknown _ -> throw Callers.unknown();
                });
  }

  @POST
  @Path("{webhook}/deliveries/{delivery}/replay")
  @Operation(operationId = "replayWebhookDelivery", summary = "Send it again under the same id")
  public Uni<DeliveryForm> replay(String tenant, String webhook, String delivery) {
    Acting acting = callers.acting(tenant);
    UUID id = Sent.id(webhook, it -> it);
    return deliveries
        .replay(acting, id, Sent.id(delivery, it -> it))
        .map(WebhooksResource::done)
        .chain(sent -> delivery(acting, id, sent));
  }

  private Uni<DeliveryForm> delivery(Acting acting, UUID webhook, UUID delivery) {
    return deliveries
        .find(acting, webhook, delivery)
        .map(found -> DeliveryForm.of(found.orElseThrow(Callers::unknown).delivery()));
  }

  private Uni<WebhookForm> shown(Acting acting, EndpointAnswer answer) {
    return answer instanceof EndpointAnswer.Issued(UUID id, String secret)
        ? shown(acting, id, secret)
        : shown(acting, done(answer), null);
  }

  private Uni<WebhookForm> shown(Acting acting, UUID id, @Nullable String secret) {
    return endpoints
        .find(acting, id)
        .map(found -> WebhookForm.of(found.orElseThrow(Callers::unknown), secret));
  }

  private static UUID done(EndpointAnswer answer) {
    return switch (answer) {
      case EndpointAnswer.Done(UUID id) -> id;
      case EndpointAnswer.Issued(UUID id, String _) -> id;
      case EndpointAnswer.Unknown _ -> throw Callers.unknown();
      case EndpointAnswer.TooMany(int most) ->
          throw Problem.of(
                  Code.CONFLICT, "There are " + most + " endpoints already. Remove one first.")
              .refused();
      case EndpointAnswer.Invalid(String field) ->
          throw Problem.invalid(
                  field.equals("types") ? "events" : field,
                  switch (field) {
                    case "name" -> "Write 1 to 100 characters.";
                    case "url" -> "Write a whole http or https address, without a password in it.";
                    default -> "One of them is no kind of event.";
                  })
              .refused();
    };
  }
}
