package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Membership;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.tenants.usage.Calls;
import dev.turnpike.tenants.usage.Denials;
import dev.turnpike.tenants.usage.Denied;
import dev.turnpike.tenants.usage.LoggedCall;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Calls through the gateway and refusals among them, each with the trace of its decision. */
@Path("/manage/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls")
public class CallsResource {
  private static final String PREFIX = "den_";
  private static final int MOST_DENIALS = 200;

  private final Callers callers;
  private final Calls calls;
  private final Denials denials;

  CallsResource(Callers callers, Calls calls, Denials denials) {
    this.callers = callers;
    this.calls = calls;
    this.denials = denials;
  }

  /**
   * Equal refused calls of one minute as one.
   *
   * @param key the key's id
   * @param requestId the first of the calls
   * @param problem what the caller got, with every number
   * @param trace how the first call was decided; only when one denial is asked for
   */
  @Schema(name = "Denial")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DenialForm(
      String id,
      String code,
      int status,
      String publisher,
      String consumer,
      String application,
      String key,
      String method,
      String path,
      String requestId,
      long count,
      Instant firstAt,
      Instant lastAt,
      JsonNode problem,
      @Nullable List<TraceForm> trace) {
    static DenialForm listed(Denied denied) {
      return of(denied, null);
    }

    static DenialForm traced(Denied denied) {
      return of(denied, TraceForm.of(denied.trace()));
    }

    private static DenialForm of(Denied denied, @Nullable List<TraceForm> trace) {
      return new DenialForm(
          PREFIX + denied.id(),
          denied.code(),
          denied.status(),
          denied.publisher(),
          denied.consumer(),
          denied.applicationName(),
          denied.key(),
          denied.method(),
          denied.path(),
          denied.request().toString(),
          denied.count(),
          denied.firstAt(),
          denied.lastAt(),
          denied.facts(),
          trace);
    }
  }

  /**
   * A finished call.
   *
   * @param cost what it was charged; absent when it could not be charged
   */
  @Schema(name = "Call")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CallForm(
      String requestId,
      Instant at,
      @Nullable String publisher,
      @Nullable String consumer,
      @Nullable String key,
      String method,
      String path,
      int status,
      @Nullable String code,
      @Nullable String denial,
      @Nullable Amount cost,
      long bytesIn,
      long bytesOut,
      long durationMicros,
      List<TraceForm> trace) {
    static CallForm of(LoggedCall call) {
      String currency = call.currency();
      return new CallForm(
          call.id().toString(),
          call.at(),
          call.publisher(),
          call.consumer(),
          call.key(),
          call.method(),
          call.path(),
          call.status(),
          call.code(),
          call.denial() == null ? null : PREFIX + call.denial(),
          currency == null
              ? null
              : Amount.of(new Money(call.charged(), Currency.getInstance(currency))),
          call.bytesIn(),
          call.bytesOut(),
          call.durationMicros(),
          TraceForm.of(call.trace()));
    }
  }

  @GET
  @Path("tenants/{tenant}/denials")
  @Operation(
      operationId = "listDenials",
      summary =
          "Refused calls, latest first: of calls to the tenant's APIs (side publisher, the default),"
              + " or of its own calls to one publisher (side consumer)")
  public Uni<Listing<DenialForm>> denials(
      String tenant,
      @RestQuery @DefaultValue("publisher") String side,
      @RestQuery @Nullable String publisher,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    return ofSide(callers.acting(tenant), Sent.isPublisher(side), publisher)
        .map(all -> Listing.of(all, d -> PREFIX + d.id(), DenialForm::listed, limit, after));
  }

  private Uni<List<Denied>> ofSide(Acting acting, boolean asPublisher, @Nullable String publisher) {
    if (asPublisher) {
      return denials.ofPublisher(acting, MOST_DENIALS);
    }
    if (publisher == null) {
      throw Problem.parameter("publisher", "Name the publisher whose APIs were called.").refused();
    }
    return denials.ofConsumer(acting, publisher, MOST_DENIALS);
  }

  @GET
  @Path("tenants/{tenant}/denials/{denial}")
  @Operation(operationId = "getDenial", summary = "One refusal with the trace of its decision")
  public Uni<DenialForm> denial(String tenant, String denial) {
    String id = denial.startsWith(PREFIX) ? denial.substring(PREFIX.length()) : denial;
    return denials
        .find(callers.acting(tenant), id)
        .map(found -> found.map(DenialForm::traced).orElseThrow(Callers::unknown));
  }

  @GET
  @Path("tenants/{tenant}/calls/{request}")
  @Operation(
      operationId = "getTenantCall",
      summary = "One call by its request id, with its cost and trace")
  public Uni<CallForm> tenantCall(String tenant, String request) {
    return calls
        .find(callers.acting(tenant), Sent.id(request, RequestId::new))
        .map(found -> found.map(CallForm::of).orElseThrow(Callers::unknown));
  }

  @GET
  @Path("calls/{request}")
  @Operation(
      operationId = "getCall",
      summary = "One call by its request id, in whichever of your tenants it is known")
  public Uni<CallForm> call(String request) {
    RequestId id = Sent.id(request, RequestId::new);
    Visitor visitor = callers.person();
    Uni<Optional<LoggedCall>> found = Uni.createFrom().item(Optional.empty());
    for (Membership membership : visitor.memberships()) {
      Acting acting = callers.acting(membership.slug());
      found =
          found.chain(
              call -> call.isPresent() ? Uni.createFrom().item(call) : calls.find(acting, id));
    }
    return found.map(call -> call.map(CallForm::of).orElseThrow(Callers::unknown));
  }
}
