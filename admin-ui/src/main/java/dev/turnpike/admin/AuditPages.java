package dev.turnpike.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.admin.AuditView.Fact;
import dev.turnpike.admin.AuditView.Line;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.trail.AuditTrail;
import dev.turnpike.tenants.trail.Event;
import dev.turnpike.tenants.trail.TrailCsv;
import dev.turnpike.tenants.trail.TrailFilter;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who did what: filtered and paged by the database, and as a file. */
@Path("/admin/{tenant}/audit")
@Produces(MediaType.TEXT_HTML)
class AuditPages {
  private static final int PAGE = 50;

  private final Frame frame;
  private final AuditTrail trail;
  private final OfficeText text;

  AuditPages(Frame frame, AuditTrail trail, OfficeText text) {
    this.frame = frame;
    this.trail = trail;
    this.text = text;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance audit(Page page, AuditView view);
  }

  /** What the address asks for. */
  static class Asked {
    @RestQuery("q")
    @Nullable String text;

    @RestQuery @Nullable String kind;
    @RestQuery @Nullable String person;
    @RestQuery @Nullable String from;
    @RestQuery @Nullable String to;
    @RestQuery @Nullable String before;

    TrailFilter filter() {
      return TrailFilter.of(text, kind, person, from, to, before);
    }
  }

  @GET
  public Uni<TemplateInstance> list(String tenant, @BeanParam Asked asked) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_AUDIT);
    TrailFilter filter = asked.filter();
    return trail
        .choices(acting)
        .chain(
            choices ->
                trail
                    .list(acting, filter, PAGE + 1)
                    .map(found -> page(acting, filter, choices, found)));
  }

  @GET
  @Path("events.csv")
  @Produces("text/csv")
  public Uni<Response> csv(String tenant, @BeanParam Asked asked) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_AUDIT);
    return trail
        .list(acting, asked.filter(), AuditTrail.MOST + 1)
        .map(
            found -> {
              boolean more = found.size() > AuditTrail.MOST;
              List<Event> shown = more ? found.subList(0, AuditTrail.MOST) : found;
              return Response.ok(TrailCsv.of(shown, more), "text/csv; charset=utf-8")
                  .header(
                      HttpHeaders.CONTENT_DISPOSITION,
                      "attachment; filename=\"audit-" + acting.slug() + ".csv\"")
                  .header(HttpHeaders.CACHE_CONTROL, "no-store")
                  .build();
            });
  }

  private TemplateInstance page(
      Acting acting, TrailFilter filter, AuditTrail.Choices choices, List<Event> found) {
    boolean more = found.size() > PAGE;
    List<Event> shown = more ? found.subList(0, PAGE) : found;
    String root = "/admin/" + acting.slug() + "/audit";
    return Sheets.audit(
        frame.of(acting, text.auditTitle(), Frame.Place.AUDIT),
        new AuditView(
            acting.slug(),
            filter.text(),
            choices.kinds().stream()
                .map(kind -> new Choice(kind, kind, kind.equals(filter.kind())))
                .toList(),
            people(filter, choices),
            filter.from().map(Object::toString).orElse(""),
            filter.to().map(Object::toString).orElse(""),
            !filter.isAny(),
            filter.before().isEmpty(),
            shown.stream().map(AuditPages::line).toList(),
            more
                ? address(root, filter).with("before", shown.getLast().id().toString()).toString()
                : null,
            address(root + "/events.csv", filter).toString()));
  }

  /** Somebody who left can still be asked for: their id stands in the address. */
  private static List<Choice> people(TrailFilter filter, AuditTrail.Choices choices) {
    List<Choice> people = new ArrayList<>();
    for (AuditTrail.Actor actor : choices.people()) {
      people.add(
          new Choice(
              actor.id().toString(),
              actor.name(),
              filter.person().equals(Optional.of(actor.id()))));
    }
    filter
        .person()
        .filter(asked -> people.stream().noneMatch(Choice::chosen))
        .ifPresent(asked -> people.add(new Choice(asked.toString(), asked.toString(), true)));
    return people;
  }

  private static Address address(String path, TrailFilter filter) {
    return Address.of(path)
        .with("q", filter.text())
        .with("kind", filter.kind())
        .with("person", filter.person().map(Object::toString).orElse(""))
        .with("from", filter.from().map(Object::toString).orElse(""))
        .with("to", filter.to().map(Object::toString).orElse(""));
  }

  static Line line(Event event) {
    PersonId person = event.person();
    boolean gone = person != null && event.name() == null;
    return new Line(
        event.at(),
        event.action(),
        event.subjectKind(),
        event.subject(),
        person == null ? null : event.name() == null ? person.toString() : event.name(),
        gone,
        facts(event.facts()));
  }

  private static List<Fact> facts(JsonNode facts) {
    List<Fact> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> fact : facts.properties()) {
      JsonNode value = fact.getValue();
      String written = value.isTextual() ? value.asText() : value.toString();
      if (!written.isEmpty()) {
        all.add(new Fact(fact.getKey().replace('_', ' '), written));
      }
    }
    return all;
  }
}
