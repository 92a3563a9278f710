package dev.turnpike.portal;

import dev.turnpike.tenants.signup.SignUps;
import dev.turnpike.ui.SessionCookie;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * Where the letter of a sign-up leads. Opening it changes nothing, for mail programs open links
 * too; the button does.
 */
@Path("/verify/{link}")
@Produces(MediaType.TEXT_HTML)
class VerifyPages {
  private final Frame frame;
  private final SignUps signUps;
  private final SessionCookie session;
  private final AccountText text;

  VerifyPages(Frame frame, SignUps signUps, SessionCookie session, AccountText text) {
    this.frame = frame;
    this.signUps = signUps;
    this.session = session;
    this.text = text;
  }

  record View(String link, SignUps.Pending pending) {}

  @GET
  public Uni<Response> look(String link) {
    return signUps
        .find(link)
        .map(
            found ->
                found
                    .map(
                        pending ->
                            Response.ok(
                                    PeopleTemplates.verify(
                                        frame.platform(text.verify()), new View(link, pending)))
                                .build())
                    .orElseGet(this::over));
  }

  @POST
  public Uni<Response> verify(String link) {
    return signUps
        .verify(link)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(over())
                    : session
                        .begin(found.get().person())
                        .map(
                            cookie ->
                                Response.seeOther(
                                        URI.create(ReturnPath.of(found.get().back()).value()))
                                    .cookie(cookie)
                                    .build()));
  }

  private Response over() {
    TemplateInstance page =
        PeopleTemplates.said(
            frame.platform(text.linkOver()),
            new SaidView(text.linkOver(), text.verifyOverText(), "warn", "/signup", text.signUp()));
    return Response.status(404).entity(page).build();
  }
}
