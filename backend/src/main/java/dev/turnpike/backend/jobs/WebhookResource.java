package dev.turnpike.backend.jobs;

import dev.turnpike.tenants.billing.ProcessorEvents;
import dev.turnpike.tenants.billing.Signature;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where the sandbox processor sends its events: checked over the raw bytes, kept, answered; they
 * are worked on afterwards, so that the processor never waits for us.
 */
@Path("/webhooks/sandbox/{endpoint}")
public class WebhookResource {
  private static final int LARGEST = 65_536;

  private final ProcessorEvents events;

  WebhookResource(ProcessorEvents events) {
    this.events = events;
  }

  @POST
  public Uni<Response> receive(
      String endpoint,
      @RestHeader("webhook-id") @Nullable String id,
      @RestHeader("webhook-timestamp") @Nullable String timestamp,
      @RestHeader("webhook-signature") @Nullable String signature,
      byte[] body) {
    if (body.length > LARGEST) {
      return Uni.createFrom().item(Response.status(413).build());
    }
    return events
        .receive(endpoint, Signature.Headers.of(id, timestamp, signature), body)
        .map(
            received ->
                Response.status(
                        switch (received) {
                          case KEPT -> 202;
                          case UNKNOWN -> 404;
                          case UNSIGNED -> 401;
                          case MALFORMED -> 400;
                        })
                    .build());
  }
}
