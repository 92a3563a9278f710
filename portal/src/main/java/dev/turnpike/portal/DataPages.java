package dev.turnpike.portal;

import dev.turnpike.tenants.profile.Profiles;
import dev.turnpike.tenants.profile.Profiles.Erasure;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.SessionCookie;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's data: to take along, and to have forgotten. */
@Path("/settings/data")
@Produces(MediaType.TEXT_HTML)
class DataPages {
  private final Frame frame;
  private final Profiles profiles;
  private final SessionCookie session;
  private final SettingsText text;

  DataPages(Frame frame, Profiles profiles, SessionCookie session, SettingsText text) {
    this.frame = frame;
    this.profiles = profiles;
    this.session = session;
    this.text = text;
  }

  /** Those organisations stand in the way of deletion. */
  record View(List<Profiles.Orphan> orphans) {}

  record EraseView(String email, Faults faults) {}

  @GET
  public Uni<TemplateInstance> page() {
    return page(frame.visitor());
  }

  @GET
  @Path("export")
  @Produces(MediaType.WILDCARD)
  public Uni<Response> export() {
    return profiles
        .export(frame.visitor())
        .map(
            json ->
                Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"turnpike.json\"")
                    .build());
  }

  @GET
  @Path("erase")
  public TemplateInstance ask() {
    return ask(frame.visitor(), Faults.NONE);
  }

  @POST
  @Path("erase")
  public Uni<Response> erase(@FormParam("password") @Nullable String password) {
    Visitor visitor = frame.visitor();
    return profiles
        .erase(visitor, password == null ? "" : password)
        .chain(
            answer ->
                switch (answer) {
                  case Erasure.Done _ ->
                      session.end().map(cookie -> Response.ok(gone()).cookie(cookie).build());
                  case Erasure.WrongPassword _ ->
                      Uni.createFrom()
                          .item(
                              Response.status(422)
                                  .entity(ask(visitor, Faults.of("password", text.passwordWrong())))
                                  .build());
                  case Erasure.OwnerNeeded _ ->
                      page(visitor).map(page -> Response.status(409).entity(page).build());
                });
  }

  private Uni<TemplateInstance> page(Visitor visitor) {
    return profiles
        .orphans(visitor)
        .map(
            orphans ->
                SettingsTemplates.settingsData(frame.platform(text.data()), new View(orphans)));
  }

  private TemplateInstance ask(Visitor visitor, Faults faults) {
    return SettingsTemplates.settingsErase(
        frame.platform(text.erase()), new EraseView(visitor.email(), faults));
  }

  private TemplateInstance gone() {
    return PeopleTemplates.said(
        frame.platform(text.erased()),
        new SaidView(text.erased(), text.erasedText(), "good", "/", text.backToStart()));
  }
}
