package dev.turnpike.portal;

import dev.turnpike.portal.ApplicationsView.IssuedView;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.Application;
import dev.turnpike.tenants.consumer.Applications;
import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.KeyAnswer;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.tenant.Acting;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * A new key for an application. The answer to the form is the one page that shows the secret: it is
 * never in an address, and cannot be had again.
 */
@Path("/{publisher}/applications/{application}/keys")
@Produces(MediaType.TEXT_HTML)
class NewKeyPages {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Applications applications;
  private final ApplicationPages pages;
  private final Keys keys;
  private final KeyWords words;
  private final GatewayAddress gateway;
  private final AppsText text;

  NewKeyPages(
      Frame frame,
      Publishers publishers,
      Places places,
      Applications applications,
      ApplicationPages pages,
      Keys keys,
      KeyWords words,
      GatewayAddress gateway,
      AppsText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.applications = applications;
    this.pages = pages;
    this.keys = keys;
    this.words = words;
    this.gateway = gateway;
    this.text = text;
  }

  @POST
  public Uni<Response> issue(String publisher, String application, @BeanParam KeyForm form) {
    Acting acting = places.acting(publisher, form.tenant());
    return applications
        .named(acting, application)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(found -> issue(publisher, acting, found, form));
  }

  private Uni<Response> issue(
      String publisher, Acting acting, Application application, KeyForm form) {
    Mode mode = "live".equals(form.mode()) ? Mode.LIVE : Mode.TEST;
    return form.terms()
        .map(terms -> keys.issue(acting, application.id(), terms, mode))
        .orElseGet(() -> Uni.createFrom().item(new KeyAnswer.Invalid("expires")))
        .chain(
            answer ->
                switch (answer) {
                  case KeyAnswer.Issued(IssuedKey issued) ->
                      shown(publisher, acting, issued, false)
                          .map(page -> Response.ok(page).build());
                  case KeyAnswer.Invalid(String field) ->
                      pages
                          .page(
                              publisher,
                              acting,
                              application.slug(),
                              false,
                              form,
                              words.wrong(field))
                          .map(page -> Response.status(422).entity(page).build());
                  case KeyAnswer.Unknown _, KeyAnswer.Changed _, KeyAnswer.Conflict _ ->
                      throw new NotFoundException();
                });
  }

  /** The page that shows a secret, this once. */
  Uni<TemplateInstance> shown(String publisher, Acting acting, IssuedKey issued, boolean rotated) {
    ApiKey key = issued.key();
    String api =
        key.scope().apis().stream()
            .filter(path -> path.startsWith(publisher + "/"))
            .findFirst()
            .orElse(publisher + "/…");
    String curl = "curl -H 'X-API-Key: " + issued.text() + "' " + gateway.shown() + "/" + api;
    return publishers
        .named(publisher)
        .map(
            found ->
                AppTemplates.issued(
                    frame.of(found, text.issued(), Frame.Place.KEYS, acting.slug()),
                    new IssuedView(
                        publisher,
                        acting.slug(),
                        issued.text(),
                        key,
                        curl,
                        rotated,
                        Optional.ofNullable(key.oldSecretUntil())
                            .filter(until -> rotated)
                            .orElse(null))));
  }
}
