package dev.turnpike.portal;

import dev.turnpike.portal.ApplicationsView.ScopeForm;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.IssuedKey;
import dev.turnpike.tenants.consumer.KeyAnswer;
import dev.turnpike.tenants.consumer.KeyChanges;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.consumer.Scopes;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One key: what it is for, rotating it with an overlap, revoking it. */
@Path("/{publisher}/keys/{key}")
@Produces(MediaType.TEXT_HTML)
class KeyPage {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Keys keys;
  private final KeyChanges changes;
  private final Scopes scopes;
  private final NewKeyPages fresh;
  private final KeyWords words;
  private final AppsText text;

  KeyPage(
      Frame frame,
      Publishers publishers,
      Places places,
      Keys keys,
      KeyChanges changes,
      Scopes scopes,
      NewKeyPages fresh,
      KeyWords words,
      AppsText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.keys = keys;
    this.changes = changes;
    this.scopes = scopes;
    this.fresh = fresh;
    this.words = words;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> page(
      String publisher,
      String key,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String saved) {
    Acting acting = places.acting(publisher, tenant);
    return keys.find(acting, key)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(
            found -> page(publisher, acting, found, saved != null, KeyForm.of(found), Faults.NONE));
  }

  @POST
  public Uni<Response> change(String publisher, String key, @BeanParam KeyForm form) {
    Acting acting = places.acting(publisher, form.tenant());
    return form.terms()
        .map(terms -> changes.change(acting, key, terms))
        .orElseGet(() -> Uni.createFrom().item(new KeyAnswer.Invalid("expires")))
        .chain(answer -> answered(publisher, acting, key, answer, form));
  }

  @POST
  @Path("rotation")
  public Uni<Response> rotate(
      String publisher,
      String key,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("overlap") @Nullable String hours) {
    Acting acting = places.acting(publisher, tenant);
    boolean number = hours != null && hours.matches("[0-9]{1,4}");
    Uni<KeyAnswer> answer =
        number
            ? changes.rotate(acting, key, Duration.ofHours(Integer.parseInt(hours)))
            : Uni.createFrom().item(new KeyAnswer.Invalid("overlap"));
    return answer.chain(said -> answered(publisher, acting, key, said, KeyForm.empty()));
  }

  @POST
  @Path("overlap/end")
  public Uni<Response> endOverlap(
      String publisher, String key, @FormParam("tenant") @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant);
    return changes
        .endOverlap(acting, key)
        .chain(answer -> answered(publisher, acting, key, answer, KeyForm.empty()));
  }

  /** Repeating it changes nothing; the key is out everywhere within a second. */
  @POST
  @Path("revocation")
  public Uni<Response> revoke(
      String publisher, String key, @FormParam("tenant") @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant);
    URI list = URI.create("/" + publisher + "/keys?tenant=" + acting.slug() + "&revoked=1");
    return keys.revoke(acting, key)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .map(revoked -> Response.seeOther(list).build());
  }

  private Uni<Response> answered(
      String publisher, Acting acting, String id, KeyAnswer answer, KeyForm form) {
    return switch (answer) {
      case KeyAnswer.Issued(IssuedKey issued) ->
          fresh.shown(publisher, acting, issued, true).map(page -> Response.ok(page).build());
      case KeyAnswer.Changed _ ->
          Uni.createFrom()
              .item(
                  Response.seeOther(
                          URI.create(
                              "/"
                                  + publisher
                                  + "/keys/"
                                  + id
                                  + "?tenant="
                                  + acting.slug()
                                  + "&saved=1"))
                      .build());
      case KeyAnswer.Unknown _ -> throw new NotFoundException();
      case KeyAnswer.Conflict(KeyAnswer.Why why, ApiKey key) ->
          page(publisher, acting, key, false, KeyForm.of(key), conflict(why))
              .map(page -> Response.status(409).entity(page).build());
      case KeyAnswer.Invalid(String field) ->
          keys.find(acting, id)
              .map(found -> found.orElseThrow(NotFoundException::new))
              .chain(
                  key ->
                      page(
                          publisher,
                          acting,
                          key,
                          false,
                          field.equals("overlap") ? KeyForm.of(key) : form,
                          words.wrong(field)))
              .map(page -> Response.status(422).entity(page).build());
    };
  }

  private Faults conflict(KeyAnswer.Why why) {
    return Faults.of(
        "main",
        switch (why) {
          case OVER -> text.keyOver();
          case OVERLAPPING -> text.keyOverlapping();
        });
  }

  private Uni<TemplateInstance> page(
      String publisher, Acting acting, ApiKey key, boolean saved, KeyForm form, Faults faults) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                scopes
                    .choices(acting, key.application())
                    .map(choices -> ScopeForm.of(choices, form))
                    .map(shown -> page(found, acting, key, saved, shown, faults)));
  }

  private TemplateInstance page(
      Tenant publisher, Acting acting, ApiKey key, boolean saved, ScopeForm form, Faults faults) {
    boolean live = words.isLive(key);
    return AppTemplates.key(
        frame.of(publisher, key.name(), Frame.Place.KEYS, acting.slug()),
        new ApplicationsView.KeyPage(
            publisher.slug(),
            acting.slug(),
            key,
            words.state(key),
            words.tone(key),
            live,
            words.overlaps(key),
            live && acting.may(Permission.ISSUE_KEY),
            live && acting.may(Permission.REVOKE_KEY),
            saved,
            form,
            faults));
  }
}
