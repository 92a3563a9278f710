package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnpike.backend.management.ReleasesResource.ReleaseForm;
import dev.turnpike.tenants.catalog.DeprecationTerms;
import dev.turnpike.tenants.publishing.Ends;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How an API ends: announced to callers and subscribers, then retired. */
@Path("/manage/v1/tenants/{tenant}/apis/{api}/end")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publishing")
public class EndResource {
  private final Callers callers;
  private final Ends ends;

  EndResource(Callers callers, Ends ends) {
    this.callers = callers;
    this.ends = ends;
  }

  /**
   * That an API ends.
   *
   * @param since an ISO 8601 instant; it may lie ahead
   * @param sunset when it stops to answer
   * @param successor the slug of the API to move to
   * @param link a page that tells how to move
   */
  @Schema(name = "EndOfApi")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record End(
      @Nullable String since,
      @Nullable String sunset,
      @Nullable String successor,
      @Nullable String link) {}

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "announceEnd",
      summary = "Deprecate the API: answers say so, subscribers are told; a release of its own")
  public Uni<ReleaseForm> announce(String tenant, String api, @Nullable End wish) {
    End sent = Sent.body(wish);
    DeprecationTerms terms =
        new DeprecationTerms(
            Sent.text("since", sent.since()), sent.sunset(), sent.successor(), sent.link());
    return ends.announce(callers.acting(tenant), api, terms)
        .map(ReleaseAnswers::released)
        .map(ReleaseForm::of);
  }

  @DELETE
  @Operation(operationId = "withdrawEnd", summary = "Take the announcement back")
  public Uni<ReleaseForm> withdraw(String tenant, String api) {
    return ends.announce(callers.acting(tenant), api, null)
        .map(ReleaseAnswers::released)
        .map(ReleaseForm::of);
  }

  @PUT
  @Path("retirement")
  @Operation(
      operationId = "retireApi",
      summary = "Answer every call with 410 and the successor; in force within a second")
  public Uni<ReleaseForm> retire(String tenant, String api) {
    return ends.retire(callers.acting(tenant), api)
        .map(ReleaseAnswers::released)
        .map(ReleaseForm::of);
  }

  @DELETE
  @Path("retirement")
  @Operation(operationId = "bringApiBack", summary = "Serve it again as its live release says")
  public Uni<ReleaseForm> bringBack(String tenant, String api) {
    return ends.bringBack(callers.acting(tenant), api)
        .map(ReleaseAnswers::released)
        .map(ReleaseForm::of);
  }
}
