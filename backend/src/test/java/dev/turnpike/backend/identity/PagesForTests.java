package dev.turnpike.backend.identity;

import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.LogIn;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.SessionCookie;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The smallest pages that log in, say who asks, and break. */
@Produces(MediaType.TEXT_PLAIN)
abstract class PagesForTests {
  private final CurrentVisitor current;
  private final People people;
  private final SessionCookie cookie;

  PagesForTests(CurrentVisitor current, People people, SessionCookie cookie) {
    this.current = current;
    this.people = people;
    this.cookie = cookie;
  }

  @GET
  @Path("me")
  public String me() {
    return current.visitor().map(Visitor::email).orElse("nobody");
  }

  @POST
  @Path("login")
  public Uni<Response> logIn(
      @FormParam("email") String email, @FormParam("password") String password) {
    return people
        .logIn(email, password)
        .chain(
            answer ->
                answer instanceof LogIn.Welcome welcome
                    ? cookie
                        .begin(welcome.visitor().person())
                        .map(opened -> Response.noContent().cookie(opened).build())
                    : Uni.createFrom().item(Response.status(401).build()));
  }

  @POST
  @Path("logout")
  public Uni<Response> logOut() {
    return cookie.end().map(closed -> Response.noContent().cookie(closed).build());
  }

  @GET
  @Path("broken")
  public String broken() {
    throw new IllegalStateException("on purpose");
  }

  /** In the portal. */
  @Path("/identity-pages")
  public static class Portal extends PagesForTests {
    Portal(CurrentVisitor current, People people, SessionCookie cookie) {
      super(current, people, cookie);
    }
  }

  /** In the admin UI. */
  @Path("/admin/identity-pages")
  public static class Admin extends PagesForTests {
    Admin(CurrentVisitor current, People people, SessionCookie cookie) {
      super(current, people, cookie);
    }
  }

  /** In the management API. */
  @Path("/manage/identity-pages")
  public static class Management extends PagesForTests {
    Management(CurrentVisitor current, People people, SessionCookie cookie) {
      super(current, people, cookie);
    }
  }
}
