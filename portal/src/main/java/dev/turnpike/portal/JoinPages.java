package dev.turnpike.portal;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.member.Invitations;
import dev.turnpike.tenants.member.Joining;
import dev.turnpike.tenants.member.Seat;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.RoleWords;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an invitation leads: somebody known accepts it, somebody new makes an account on the way.
 * Opening the link changes nothing.
 */
@Path("/join/{link}")
@Produces(MediaType.TEXT_HTML)
class JoinPages {
  private final Frame frame;
  private final CurrentVisitor current;
  private final Invitations invitations;
  private final Joining joining;
  private final SessionCookie session;
  private final RoleWords roles;
  private final JoinText text;
  private final AccountText account;

  JoinPages(
      Frame frame,
      CurrentVisitor current,
      Invitations invitations,
      Joining joining,
      SessionCookie session,
      RoleWords roles,
      JoinText text,
      AccountText account) {
    this.frame = frame;
    this.current = current;
    this.invitations = invitations;
    this.joining = joining;
    this.session = session;
    this.roles = roles;
    this.text = text;
    this.account = account;
  }

  /**
   * The offer.
   *
   * @param visitor the address of who is logged in; null for nobody
   * @param theirs whether it is the address that was invited
   */
  record View(
      String link,
      Seat seat,
      String roles,
      @Nullable String visitor,
      boolean theirs,
      String name,
      Faults faults) {}

  @GET
  public Uni<Response> look(String link) {
    return page(link, 200, "", Faults.NONE);
  }

  /** As who is logged in. */
  @POST
  public Uni<Response> accept(String link) {
    Optional<Visitor> visitor = current.visitor();
    return visitor.isEmpty()
        ? page(link, 200, "", Faults.NONE)
        : joining.accept(visitor.get(), link).chain(answer -> answered(link, "", answer, false));
  }

  /** As somebody new, who is logged in by it. */
  @POST
  @Path("account")
  public Uni<Response> register(
      String link,
      @FormParam("name") @Nullable String name,
      @FormParam("password") @Nullable String password) {
    String written = name == null ? "" : name;
    return joining
        .register(link, written, password == null ? "" : password)
        .chain(answer -> answered(link, written, answer, true));
  }

  private Uni<Response> answered(String link, String name, Joining.Answer answer, boolean fresh) {
    return switch (answer) {
      case Joining.Answer.Joined(PersonId person, String slug) -> {
        URI home = URI.create("/settings?done=saved#" + slug);
        yield fresh
            ? session.begin(person).map(c -> Response.seeOther(home).cookie(c).build())
            : Uni.createFrom().item(Response.seeOther(home).build());
      }
      case Joining.Answer.NotYours _ -> page(link, 409, name, Faults.NONE);
      case Joining.Answer.NameMissing _ ->
          page(link, 422, name, Faults.of("name", account.nameWrong()));
      case Joining.Answer.Password(var fault) ->
          page(link, 422, name, Faults.of("password", PasswordWords.of(fault, account)));
    };
  }

  private Uni<Response> page(String link, int status, String name, Faults faults) {
    return invitations
        .find(link)
        .map(
            found ->
                found
                    .map(seat -> Response.status(status).entity(page(link, seat, name, faults)))
                    .orElseGet(() -> Response.status(404).entity(over()))
                    .build());
  }

  private TemplateInstance page(String link, Seat seat, String name, Faults faults) {
    String email = current.visitor().map(Visitor::email).orElse(null);
    return PeopleTemplates.join(
        frame.platform(text.title(seat.tenantName())),
        new View(
            link, seat, roles.list(seat.roles()), email, seat.email().equals(email), name, faults));
  }

  private TemplateInstance over() {
    return PeopleTemplates.said(
        frame.platform(account.linkOver()),
        new SaidView(account.linkOver(), text.over(), "warn", "/", text.toStart()));
  }
}
