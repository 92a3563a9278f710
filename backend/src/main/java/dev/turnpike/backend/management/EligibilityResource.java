package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.eligibility.Hooks;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's own system that is asked who may use a product. It gets a POST signed as Standard
 * Webhooks has it and answers {@code {"allow": true}}, or false with a reason and, if it likes, one
 * of our 402 codes.
 */
@Path("/manage/v1/tenants/{tenant}/products/{product}/eligibility")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
public class EligibilityResource {
  private final Callers callers;
  private final Hooks hooks;

  EligibilityResource(Callers callers, Hooks hooks) {
    this.callers = callers;
    this.hooks = hooks;
  }

  /**
   * How a product's subscriptions are checked.
   *
   * @param cacheSeconds how long a yes holds; 60 by default
   * @param timeoutMillis after which the call is 503; 1000 by default
   * @param secret signs the questions; given back only when it is set
   */
  @Schema(name = "Eligibility")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EligibilityForm(
      @Nullable String url,
      @Nullable Integer cacheSeconds,
      @Nullable Integer timeoutMillis,
      @Nullable String secret,
      @Nullable Instant changedAt) {
    static EligibilityForm of(Hooks.Hook hook) {
      return new EligibilityForm(
          hook.url().toString(),
          (int) hook.cache().toSeconds(),
          (int) hook.timeout().toMillis(),
          null,
          hook.changedAt());
    }

    Hooks.Wanted wanted() {
      return new Hooks.Wanted(Sent.text("url", url), cacheSeconds, timeoutMillis, secret);
    }
  }

  @GET
  @Operation(operationId = "getEligibility", summary = "Where the product's eligibility is asked")
  public Uni<EligibilityForm> get(String tenant, String product) {
    return hooks
        .of(callers.acting(tenant), product)
        .map(found -> found.map(EligibilityForm::of).orElseThrow(Callers::unknown));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setEligibility",
      summary = "Ask the publisher's own system; the answer shows the secret once")
  public Uni<EligibilityForm> set(String tenant, String product, @Nullable EligibilityForm form) {
    Hooks.Wanted wanted = Sent.body(form).wanted();
    wanted
        .fault()
        .ifPresent(
            fault -> {
              throw Problem.invalid(fault.getKey(), fault.getValue()).refused();
            });
    return hooks
        .set(callers.acting(tenant), product, wanted)
        .map(
            secret ->
                new EligibilityForm(
                    wanted.url(),
                    wanted.cacheSeconds(),
                    wanted.timeoutMillis(),
                    secret.orElseThrow(Callers::unknown),
                    null));
  }

  @DELETE
  @Operation(operationId = "removeEligibility", summary = "Ask the publisher's system no more")
  public Uni<Void> remove(String tenant, String product) {
    return hooks
        .remove(callers.acting(tenant), product)
        .map(
            removed -> {
              if (!removed) {
                throw Callers.unknown();
              }
              return null;
            });
  }
}
