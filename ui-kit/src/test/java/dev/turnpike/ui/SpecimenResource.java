package dev.turnpike.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** One page with every part on it, and the error pages. */
@Path("/specimen")
@Produces(MediaType.TEXT_HTML)
public class SpecimenResource {
  @CheckedTemplate(basePath = "ui")
  static class Templates {
    static native TemplateInstance specimen(
        Page page, List<Gauge> gauges, List<FieldError> errors, Instant at);
  }

  @GET
  public TemplateInstance specimen(@RestQuery String theme) {
    List<Gauge> gauges =
        List.of(
            Gauge.ofUsage("Requests this month", 4_200, 10_000, "requests"),
            Gauge.ofUsage("Tokens this month", 870_000, 60_000, 1_000_000, "tokens"),
            Gauge.ofUsage("Free tier", 100, 100, "requests"));
    List<FieldError> errors = List.of(new FieldError("amount", "Write a number such as 10.00."));
    return Templates.specimen(page(theme), gauges, errors, Instant.parse("2026-11-21T10:27:13Z"));
  }

  @GET
  @Path("/error/{status}")
  public TemplateInstance error(int status) {
    Page page = Page.titled("Error").logIn("/login");
    return switch (status) {
      case 403 -> ErrorPages.forbidden(page, "inc-1");
      case 404 -> ErrorPages.notFound(page, "inc-1");
      default -> ErrorPages.broken(page, "inc-1");
    };
  }

  private static Page page(String theme) {
    Page titled = Page.titled("Specimen <b>").site("acme", "/acme");
    return (theme == null ? titled : titled.theme(theme))
        .menu(
            List.of(
                new Page.Link("Overview", "/acme/home", true),
                new Page.Link("Catalogue", "/acme", false),
                new Page.Link("Keys", "/acme/keys", false)))
        .visitor(new Page.Visitor("Dana Okafor", "globex · billing", "/logout"))
        .sampleData(true);
  }
}
