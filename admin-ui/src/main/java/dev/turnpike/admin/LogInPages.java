package dev.turnpike.admin;

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

/** Into the admin pages, which have a cookie of their own. */
@Path("/admin/login")
@Produces(MediaType.TEXT_HTML)
class LogInPages {
  private final Frame frame;
  private final CurrentVisitor current;
  private final People people;
  private final SessionCookie session;
  private final AdminText text;
  private final SecondFactors factors;
  private final LogInText words;

  LogInPages(
      Frame frame,
      CurrentVisitor current,
      People people,
      SecondFactors factors,
      SessionCookie session,
      AdminText text,
      LogInText words) {
    this.factors = factors;
    this.words = words;
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
    return Response.ok(page(new LogInView(target.value(), "", null))).build();
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
        .chain(answer -> answered(answer, address, target));
  }

  private Uni<Response> answered(LogIn answer, String address, ReturnPath target) {
    return switch (answer) {
      case LogIn.Welcome welcome -> welcome(welcome, target);
      case LogIn.CodeNeeded(String ticket) ->
          Uni.createFrom().item(code(200, new LogInCodeView(target.value(), ticket, null)));
      case LogIn.Wrong wrong -> Uni.createFrom().item(again(422, target, address, "password"));
      case LogIn.Wait wait -> Uni.createFrom().item(again(429, target, address, "wait"));
    };
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
                  case LogIn.CodeNeeded _, LogIn.Wrong _ -> again(422, target, earned);
                  case LogIn.Wait _ -> again(429, target, earned);
                });
  }

  private Uni<Response> welcome(LogIn.Welcome welcome, ReturnPath target) {
    return session
        .begin(welcome.visitor().person())
        .map(cookie -> Response.seeOther(URI.create(target.value())).cookie(cookie).build());
  }

  private Uni<Response> again(int status, ReturnPath target, String ticket) {
    String wrong = status == 429 ? "wait" : "code";
    return Uni.createFrom().item(code(status, new LogInCodeView(target.value(), ticket, wrong)));
  }

  private Response code(int status, LogInCodeView view) {
    return Response.status(status)
        .entity(PeopleTemplates.logInCode(frame.platform(words.code()), view))
        .build();
  }

  private Response again(int status, ReturnPath target, String address, String wrong) {
    return Response.status(status)
        .entity(page(new LogInView(target.value(), address, wrong)))
        .build();
  }

  private TemplateInstance page(LogInView view) {
    return Pages.login(frame.platform(text.logIn()), view);
  }
}
