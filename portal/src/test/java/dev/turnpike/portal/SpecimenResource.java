package dev.turnpike.portal;

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
  public TemplateInstance page(String name, @RestQuery String scene) {
    Page page = frame(name);
    return switch (name) {
      case "login" -> Pages.login(page, new LogInView(ReturnPath.of(scene), "", "password"));
      case "directory" -> Pages.directory(page, Cast.directory());
      case "catalogue" -> Pages.catalogue(page, Cast.catalogue());
      case "product" ->
          Pages.product(
              page,
              new ProductPages.View(
                  "acme", "Acme Weather", Cast.catalogue().products().getFirst()));
      case "subscribe" -> Pages.subscribe(page, Cast.subscribe());
      case "home" -> Pages.home(page, Cast.home("well".equals(scene)));
      case "keys" -> Pages.keys(page, Cast.keys());
      case "code" -> Pages.code(page, Cast.code());
      case "pay" -> Pages.pay(page, Cast.pay());
      case "confirm" ->
          Pages.confirm(
              page,
              new ConfirmView(
                  Cast.PAGE, Cast.PAGE, "Acme Weather", Cast.usd("10"), "Credit for Globex"));
      default -> Pages.resolve(page, Cast.resolve(scene == null ? "" : scene));
    };
  }

  private static Page frame(String name) {
    return Page.titled(name)
        .site("Acme Weather", "/acme")
        .menu(
            List.of(
                new Page.Link("Overview", "/acme/home", name.equals("home")),
                new Page.Link("Catalogue", "/acme", name.equals("catalogue")),
                new Page.Link("Keys", "/acme/keys", name.equals("keys"))))
        .visitor(new Page.Visitor("Dana Okafor", "Globex · billing", "/logout"))
        .sampleData(true);
  }
}
