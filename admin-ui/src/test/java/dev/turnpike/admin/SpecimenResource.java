package dev.turnpike.admin;

import dev.turnpike.ui.Page;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** Every page with the cast on it. */
@Path("/specimen")
@Produces(MediaType.TEXT_HTML)
public class SpecimenResource {
  @GET
  @Path("/{name}")
  public TemplateInstance page(String name, @RestQuery String scene, @RestQuery String theme) {
    Page page = frame(name).theme(theme);
    String shown = scene == null ? "" : scene;
    return switch (name) {
      case "login" -> Pages.login(page, new LogInView("/admin/acme", "a@b.example", "password"));
      case "start" ->
          Pages.start(
              page,
              new StartView(
                  shown.isEmpty()
                      ? List.of(new StartView.Choice("acme", "Acme Weather", "approver"))
                      : List.of(),
                  shown.equals("operator")));
      case "denials" -> Pages.denials(page, Cast.denials(shown));
      case "denial" -> Pages.denial(page, Cast.denial());
      case "keys" -> Pages.keys(page, Cast.keys());
      case "consumers" -> Pages.consumers(page, Cast.consumers());
      case "consumer" -> ConsumerPages.Sheets.consumer(page, Cast.consumer());
      case "shutOut" ->
          ConsumerPages.Sheets.shutOut(
              page, new ConsumersView.Ask("acme", "globex", "Globex", 4, !shown.isEmpty()));
      case "audit" -> AuditPages.Sheets.audit(page, Cast.audit());
      case "settings" -> SettingsPages.Sheets.settings(page, Cast.settings(shown));
      case "platform" -> PlatformPages.Sheets.platform(page, Cast.platform());
      case "resident" ->
          PlatformPages.Sheets.resident(
              page, new PlatformView.One(Cast.platform().tenants().getLast(), false, true));
      case "suspend" ->
          PlatformPages.Sheets.suspend(
              page, new PlatformView.Ask(Cast.platform().tenants().getFirst(), true));
      default -> Pages.requests(page, Cast.requests(shown));
    };
  }

  private static Page frame(String name) {
    return Page.titled(name)
        .site("Acme Weather", "/admin/acme")
        .menu(
            List.of(
                new Page.Link("Requests", "/admin/acme", name.equals("requests")),
                new Page.Link("Refused calls", "/admin/acme/denials", name.equals("denials")),
                new Page.Link("Consumers", "/admin/acme/consumers", name.equals("consumers")),
                new Page.Link("Subscriptions", "/admin/acme/keys", name.equals("keys"))))
        .visitor(new Page.Visitor("Anton Abt", "approver", "/admin/logout"))
        .sampleData(true);
  }
}
