package dev.turnpike.portal;

import dev.turnpike.tenants.profile.PasswordChange;
import dev.turnpike.tenants.profile.PasswordChanges;
import dev.turnpike.ui.SessionCookie;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A new password for the old one. */
@Path("/settings/password")
@Produces(MediaType.TEXT_HTML)
class PasswordPages {
  private final Frame frame;
  private final PasswordChanges passwords;
  private final SessionCookie session;
  private final SettingsText text;
  private final AccountText account;

  PasswordPages(
      Frame frame,
      PasswordChanges passwords,
      SessionCookie session,
      SettingsText text,
      AccountText account) {
    this.frame = frame;
    this.passwords = passwords;
    this.session = session;
    this.text = text;
    this.account = account;
  }

  record View(boolean changed, Faults faults) {}

  @GET
  public TemplateInstance form(@RestQuery @Nullable String done) {
    frame.visitor();
    return page(done != null, Faults.NONE);
  }

  @POST
  public Uni<Response> change(
      @FormParam("old") @Nullable String old, @FormParam("password") @Nullable String fresh) {
    return passwords
        .change(
            frame.visitor(), old == null ? "" : old, fresh == null ? "" : fresh, session.token())
        .map(
            answer ->
                switch (answer) {
                  case PasswordChange.Done _ ->
                      Response.seeOther(URI.create("/settings/password?done=1")).build();
                  case PasswordChange.NotProved _ -> again("old", text.passwordWrong());
                  case PasswordChange.Invalid(var fault) ->
                      again("password", PasswordWords.of(fault, account));
                });
  }

  private Response again(String field, String message) {
    return Response.status(422).entity(page(false, Faults.of(field, message))).build();
  }

  private TemplateInstance page(boolean changed, Faults faults) {
    return SettingsTemplates.settingsPassword(
        frame.platform(text.password()), new View(changed, faults));
  }
}
