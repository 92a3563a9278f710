package dev.turnpike.portal;

import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.LogIn;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.SecondFactors;
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

/**
 * In and out. A failed attempt shows the form again and says nothing about which half was wrong.
 */
@Path("/login")
@Produces(MediaType.TEXT_HTML)
class LogInPages {
  private final Frame frame;
  private final CurrentVisitor current;
  private final People people;
  private final SessionCookie session;
  private final PortalText text;
  private final SecondFactors factors;
  private final AccountText account;

  LogInPages(
      Frame frame,
      CurrentVisitor current,
      People people,
      SecondFactors factors,
      SessionCookie session,
      PortalText text,
      AccountText account) {
    this.factors = factors;
    this.account = account;
    this.frame = frame;
    this.current = current;
    this.people = people;
    this.session = session;
    this.text = text;
  }

  @GET
  public Response form(@RestQuery @Nullable String to) {
    ReturnPath target = ReturnPath.of(to);
    if (current.visitor().isPresent()) {
      return Response.seeOther(URI.create(target.value())).build();
    }
    return Response.ok(page(new LogInView(target, "", null))).build();
  }

  @POST
  public Uni<Response> logIn(
      @FormParam("email") @Nullable String email,
      @FormParam("password") @Nullable String password,
      @FormParam("to") @Nullable String to) {
    String address = email == null ? "" : email.strip();
    ReturnPath target = ReturnPath.of(to);
    return people
        .logIn(address, password == null ? "" : password)
        .chain(
            answer ->
                switch (answer) {
                  case LogIn.Welcome welcome -> welcome(welcome, target);
                  case LogIn.CodeNeeded(String ticket) ->
                      Uni.createFrom().item(code(200, new LogInCodeView(target, ticket, null)));
                  case LogIn.Wrong wrong ->
                      Uni.createFrom().item(again(422, new LogInView(target, address, "password")));
                  case LogIn.Wait wait ->
                      Uni.createFrom().item(again(429, new LogInView(target, address, "wait")));
                });
  }

  /** The second factor; a wrong code may be tried again while the ticket lasts. */
  @POST
  @Path("code")
  public Uni<Response> code(
      @FormParam("ticket") @Nullable String ticket,
      @FormParam("code") @Nullable String code,
      @FormParam("to") @Nullable String to) {
    ReturnPath target = ReturnPath.of(to);
    String earned = ticket == null ? "" : ticket;
    return factors
        .prove(earned, code == null ? "" : code.strip())
        .chain(
            answer ->
                switch (answer) {
                  case LogIn.Welcome welcome -> welcome(welcome, target);
                  case LogIn.CodeNeeded _, LogIn.Wrong _ ->
                      Uni.createFrom().item(code(422, new LogInCodeView(target, earned, "code")));
                  case LogIn.Wait _ ->
                      Uni.createFrom().item(code(429, new LogInCodeView(target, earned, "wait")));
                });
  }

  private Uni<Response> welcome(LogIn.Welcome welcome, ReturnPath target) {
    return session
        .begin(welcome.visitor().person())
        .map(cookie -> Response.seeOther(URI.create(target.value())).cookie(cookie).build());
  }

  private Response code(int status, LogInCodeView view) {
    return Response.status(status)
        .entity(PeopleTemplates.logInCode(frame.platform(account.code()), view))
        .build();
  }

  private Response again(int status, LogInView view) {
    return Response.status(status).entity(page(view)).build();
  }

  private TemplateInstance page(LogInView view) {
    return Pages.login(frame.platform(text.logIn()), view);
  }
}
