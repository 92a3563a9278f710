package dev.turnpike.admin;

import dev.turnpike.tenants.approval.Delegations;
import dev.turnpike.tenants.approval.Delegations.Arranged;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Formats;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who of the publisher's people decides for whom while they are away. */
@Path("/admin/{tenant}/absences")
@Produces(MediaType.TEXT_HTML)
class AbsencePages {
  private final Frame frame;
  private final Delegations delegations;
  private final InboxText text;
  private final Clock clock;

  AbsencePages(Frame frame, Delegations delegations, InboxText text, Clock clock) {
    this.frame = frame;
    this.delegations = delegations;
    this.text = text;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance absences(dev.turnpike.ui.Page page, View view);
  }

  record View(
      String tenant,
      List<Line> lines,
      List<Delegations.Colleague> colleagues,
      boolean done,
      List<FieldError> errors) {}

  record Line(String id, String text, boolean mine) {}

  @GET
  public Uni<TemplateInstance> page(String tenant, @RestQuery @Nullable String done) {
    return page(frame.acting(tenant), done != null, List.of());
  }

  @POST
  public Uni<Response> arrange(
      String tenant,
      @FormParam("to") @Nullable String to,
      @FormParam("from") @Nullable String from,
      @FormParam("until") @Nullable String until) {
    Acting acting = frame.acting(tenant);
    Optional<Instant> last = Days.end(until);
    if (last.isEmpty()) {
      return again(acting, new FieldError("until", text.awayDay()));
    }
    return delegations
        .arrange(
            acting,
            new PersonId(uuid(Objects.requireNonNullElse(to, ""))),
            Days.start(from).orElseGet(clock::instant),
            last.get())
        .chain(arranged -> answered(acting, arranged));
  }

  @POST
  @Path("{absence}/end")
  public Uni<Response> end(String tenant, String absence) {
    Acting acting = frame.acting(tenant);
    return delegations.end(acting, uuid(absence)).chain(arranged -> answered(acting, arranged));
  }

  private Uni<Response> answered(Acting acting, Arranged arranged) {
    return switch (arranged) {
      case Arranged.Done _ ->
          Uni.createFrom()
              .item(
                  Response.seeOther(URI.create("/admin/" + acting.slug() + "/absences?done=1"))
                      .build());
      case Arranged.Unknown _ -> throw new NotFoundException();
      case Arranged.Invalid(String field, String detail) ->
          again(acting, new FieldError(field, detail));
    };
  }

  private Uni<Response> again(Acting acting, FieldError error) {
    return page(acting, false, List.of(error))
        .map(page -> Response.status(422).entity(page).build());
  }

  private Uni<TemplateInstance> page(Acting acting, boolean done, List<FieldError> errors) {
    return delegations
        .list(acting)
        .chain(
            all ->
                delegations
                    .colleagues(acting)
                    .map(
                        colleagues ->
                            Sheets.absences(
                                frame.of(acting, text.absences(), Frame.Place.REQUESTS),
                                new View(
                                    acting.slug(),
                                    all.stream().map(this::line).toList(),
                                    colleagues,
                                    done,
                                    errors))));
  }

  private Line line(Delegations.Delegation one) {
    return new Line(
        one.id().toString(),
        text.awayLine(one.fromName(), one.toName(), Formats.day(one.untilAt().minusSeconds(1))),
        one.mine());
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}
