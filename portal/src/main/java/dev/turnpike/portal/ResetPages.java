package dev.turnpike.portal;

import dev.turnpike.tenants.profile.PasswordChange;
import dev.turnpike.tenants.profile.PasswordChanges;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** For whoever forgot the password: a letter, and where its link leads. */
@Path("/reset")
@Produces(MediaType.TEXT_HTML)
class ResetPages {
  private final Frame frame;
  private final PasswordChanges passwords;
  private final AccountText text;

  ResetPages(Frame frame, PasswordChanges passwords, AccountText text) {
    this.frame = frame;
    this.passwords = passwords;
    this.text = text;
  }

  record View(String email) {}

  record LinkView(String link, Faults faults) {}

  @GET
  public TemplateInstance form() {
    return PeopleTemplates.forgotten(frame.platform(text.forgotten()), new View(""));
  }

  /** Says the same for every address. */
  @POST
  public Uni<Response> send(@FormParam("email") @Nullable String email) {
    return passwords
        .forgotten(email == null ? "" : email)
        .replaceWith(() -> Response.seeOther(URI.create("/reset/sent")).build());
  }

  @GET
  @Path("sent")
  public TemplateInstance sent() {
    return said(text.letterSent(), text.resetSentText(), "info");
  }

  @GET
  @Path("done")
  public TemplateInstance done() {
    return said(text.passwordSet(), text.passwordSetText(), "good");
  }

  @GET
  @Path("{link}")
  public Uni<Response> link(String link) {
    return passwords
        .isGood(link)
        .map(good -> good ? Response.ok(page(link, Faults.NONE)).build() : over());
  }

  @POST
  @Path("{link}")
  public Uni<Response> reset(String link, @FormParam("password") @Nullable String password) {
    return passwords
        .reset(link, password == null ? "" : password)
        .map(
            answer ->
                switch (answer) {
                  case PasswordChange.Done _ ->
                      Response.seeOther(URI.create("/reset/done")).build();
                  case PasswordChange.NotProved _ -> over();
                  case PasswordChange.Invalid(var fault) ->
                      Response.status(422)
                          .entity(page(link, Faults.of("password", PasswordWords.of(fault, text))))
                          .build();
                });
  }

  private TemplateInstance page(String link, Faults faults) {
    return PeopleTemplates.newPassword(
        frame.platform(text.newPassword()), new LinkView(link, faults));
  }

  private TemplateInstance said(String title, String what, String tone) {
    return PeopleTemplates.said(
        frame.platform(title), new SaidView(title, what, tone, "/login", text.logIn()));
  }

  private Response over() {
    return Response.status(404)
        .entity(
            PeopleTemplates.said(
                frame.platform(text.linkOver()),
                new SaidView(
                    text.linkOver(), text.resetOverText(), "warn", "/reset", text.forgotten())))
        .build();
  }
}
