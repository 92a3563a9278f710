package dev.turnpike.portal;

import dev.turnpike.portal.ApplicationsView.One;
import dev.turnpike.portal.ApplicationsView.ScopeForm;
import dev.turnpike.tenants.consumer.Application;
import dev.turnpike.tenants.consumer.Applications;
import dev.turnpike.tenants.consumer.Keys;
import dev.turnpike.tenants.consumer.NewApplication;
import dev.turnpike.tenants.consumer.Scopes;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.PersonalData;
import dev.turnpike.tenants.tenant.Tenant;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A consumer's programs that call: made, named, and given keys. */
@Path("/{publisher}/applications")
@Produces(MediaType.TEXT_HTML)
class ApplicationPages {
  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Applications applications;
  private final Keys keys;
  private final Scopes scopes;
  private final KeyWords words;
  private final AppsText text;

  ApplicationPages(
      Frame frame,
      Publishers publishers,
      Places places,
      Applications applications,
      Keys keys,
      Scopes scopes,
      KeyWords words,
      AppsText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.applications = applications;
    this.keys = keys;
    this.scopes = scopes;
    this.words = words;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> list(String publisher, @RestQuery @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant);
    return publishers.named(publisher).chain(found -> list(found, acting, "", "", Faults.NONE));
  }

  /** Without a slug, one is made from the name. */
  @POST
  public Uni<Response> create(
      String publisher,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("name") @Nullable String name,
      @FormParam("slug") @Nullable String slug) {
    Acting acting = places.acting(publisher, tenant);
    String label = name == null ? "" : name.strip();
    String wished = slug == null ? "" : slug.strip();
    String word = wished.isEmpty() ? PersonalData.slug(label, acting.tenant()) : wished;
    return applications
        .create(acting, word, label)
        .chain(
            answer ->
                switch (answer) {
                  case NewApplication.Created(Application made) ->
                      Uni.createFrom()
                          .item(Response.seeOther(address(publisher, acting, made, "")).build());
                  case NewApplication.Taken _ ->
                      again(publisher, acting, label, word, 409, Faults.of("slug", text.taken()));
                  case NewApplication.Invalid(String field, String _) ->
                      again(
                          publisher,
                          acting,
                          label,
                          wished,
                          422,
                          Faults.of(
                              field, field.equals("slug") ? text.slugWrong() : text.nameWrong()));
                });
  }

  @GET
  @Path("{application}")
  public Uni<TemplateInstance> one(
      String publisher,
      String application,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String saved) {
    Acting acting = places.acting(publisher, tenant);
    return page(publisher, acting, application, saved != null, KeyForm.empty(), Faults.NONE);
  }

  @POST
  @Path("{application}")
  public Uni<Response> rename(
      String publisher,
      String application,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("name") @Nullable String name) {
    Acting acting = places.acting(publisher, tenant);
    return applications
        .named(acting, application)
        .map(found -> found.orElseThrow(NotFoundException::new))
        .chain(found -> applications.rename(acting, found.id(), name == null ? "" : name))
        .map(answer -> answer.orElseThrow(NotFoundException::new))
        .chain(
            answer ->
                answer instanceof NewApplication.Created(Application renamed)
                    ? Uni.createFrom()
                        .item(
                            Response.seeOther(address(publisher, acting, renamed, "&saved=1"))
                                .build())
                    : page(
                            publisher,
                            acting,
                            application,
                            false,
                            KeyForm.empty(),
                            Faults.of("label", text.nameWrong()))
                        .map(page -> Response.status(422).entity(page).build()));
  }

  /** The page of one application, with the key form as it was written. */
  Uni<TemplateInstance> page(
      String publisher, Acting acting, String slug, boolean saved, KeyForm written, Faults faults) {
    return publishers
        .named(publisher)
        .chain(
            found ->
                applications
                    .named(acting, slug)
                    .map(one -> one.orElseThrow(NotFoundException::new))
                    .chain(one -> page(found, acting, one, saved, written, faults)));
  }

  private Uni<TemplateInstance> page(
      Tenant publisher,
      Acting acting,
      Application one,
      boolean saved,
      KeyForm written,
      Faults faults) {
    return keys.list(acting)
        .chain(
            all ->
                scopes
                    .choices(acting, one.id())
                    .map(
                        choices ->
                            AppTemplates.application(
                                frame.of(
                                    publisher, one.name(), Frame.Place.APPLICATIONS, acting.slug()),
                                new One(
                                    publisher.slug(),
                                    acting.slug(),
                                    one,
                                    all.stream()
                                        .filter(key -> key.application().equals(one.id()))
                                        .map(
                                            key -> words.line(publisher.slug(), acting.slug(), key))
                                        .toList(),
                                    acting.may(Permission.CREATE_APPLICATION),
                                    acting.may(Permission.ISSUE_KEY),
                                    saved,
                                    ScopeForm.of(choices, written),
                                    faults))));
  }

  private static URI address(String publisher, Acting acting, Application one, String more) {
    return URI.create(
        "/" + publisher + "/applications/" + one.slug() + "?tenant=" + acting.slug() + more);
  }

  private Uni<Response> again(
      String publisher, Acting acting, String name, String slug, int status, Faults faults) {
    return publishers
        .named(publisher)
        .chain(found -> list(found, acting, name, slug, faults))
        .map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> list(
      Tenant publisher, Acting acting, String name, String slug, Faults faults) {
    return applications
        .list(acting)
        .map(
            all ->
                AppTemplates.applications(
                    frame.of(
                        publisher, text.applications(), Frame.Place.APPLICATIONS, acting.slug()),
                    new ApplicationsView(
                        publisher.slug(),
                        acting.slug(),
                        acting.tenantName(),
                        Places.others(acting),
                        all,
                        acting.may(Permission.CREATE_APPLICATION),
                        name,
                        slug,
                        faults)));
  }
}
