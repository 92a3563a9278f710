package dev.turnpike.backend.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.trail.AuditTrail;
import dev.turnpike.tenants.trail.Event;
import dev.turnpike.tenants.trail.TrailFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A tenant's audit trail; there is nothing but reading. */
@Path("/manage/v1/tenants/{tenant}/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
public class AuditResource {
  private final Callers callers;
  private final AuditTrail trail;

  AuditResource(Callers callers, AuditTrail trail) {
    this.callers = callers;
    this.trail = trail;
  }

  /**
   * One event.
   *
   * @param person who acted; absent when the platform did
   * @param name absent when the person is gone; the id stays
   */
  @Schema(name = "AuditEvent")
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Form(
      String id,
      Instant at,
      @Nullable String person,
      @Nullable String name,
      String action,
      String subjectKind,
      String subject,
      JsonNode facts) {
    static Form of(Event event) {
      return new Form(
          event.id().toString(),
          event.at(),
          event.person() == null ? null : event.person().toString(),
          event.name(),
          event.action(),
          event.subjectKind(),
          event.subject(),
          event.facts());
    }
  }

  @GET
  @Operation(
      operationId = "listAudit",
      summary =
          "Who did what, newest first; text is a part of the action, the subject or the facts, kind"
              + " the subject's, person an id, from and to days in UTC")
  public Uni<Listing<Form>> list(
      String tenant,
      @RestQuery @Nullable String text,
      @RestQuery @Nullable String kind,
      @RestQuery @Nullable String person,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @DefaultValue(Listing.USUAL) int limit,
      @RestQuery @Nullable String after) {
    Acting acting = callers.acting(tenant);
    int most = Listing.checked(limit);
    TrailFilter filter = TrailFilter.of(text, kind, person, from, to, after);
    known("person", person, filter.person().isPresent());
    known("from", from, filter.from().isPresent());
    known("to", to, filter.to().isPresent());
    known("after", after, filter.before().isPresent());
    return trail
        .list(acting, filter, most + 1)
        .map(
            found ->
                new Listing<>(
                    found.stream().limit(most).map(Form::of).toList(),
                    found.size() > most ? found.get(most - 1).id().toString() : null));
  }

  /** A page forgives what it cannot read; a program is told. */
  private static void known(String name, @Nullable String sent, boolean understood) {
    if (sent != null && !understood) {
      throw Problem.parameter(name, "An id is a UUID, a day is written as 2026-04-06.").refused();
    }
  }
}
