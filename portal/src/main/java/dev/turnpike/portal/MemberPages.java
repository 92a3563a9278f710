package dev.turnpike.portal;

import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.ui.MembersDesk;
import dev.turnpike.ui.MembersDesk.Result;
import dev.turnpike.ui.MembersText;
import dev.turnpike.ui.MembersView;
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
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who belongs to an organisation, in which roles, and who is invited. */
@Path("/home/{tenant}/members")
@Produces(MediaType.TEXT_HTML)
class MemberPages {
  private final Frame frame;
  private final MembersDesk desk;
  private final MembersText text;

  MemberPages(Frame frame, MembersDesk desk, MembersText text) {
    this.frame = frame;
    this.desk = desk;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> page(String tenant, @RestQuery @Nullable String done) {
    Acting acting = acting(tenant);
    return desk.page(acting, address(acting), done).map(view -> page(acting, view));
  }

  @POST
  public Uni<Response> invite(
      String tenant,
      @FormParam("email") @Nullable String email,
      @FormParam("role") @Nullable List<String> roles) {
    Acting acting = acting(tenant);
    return desk.invite(acting, address(acting), email, roles).map(result -> answer(acting, result));
  }

  @POST
  @Path("invitations/{invitation}/withdrawal")
  public Uni<Response> withdraw(String tenant, String invitation) {
    Acting acting = acting(tenant);
    return desk.withdraw(acting, address(acting), invitation).map(result -> answer(acting, result));
  }

  @POST
  @Path("{person}")
  public Uni<Response> change(
      String tenant, String person, @FormParam("role") @Nullable List<String> roles) {
    Acting acting = acting(tenant);
    return desk.change(acting, address(acting), person, roles)
        .map(result -> answer(acting, result));
  }

  @POST
  @Path("{person}/removal")
  public Uni<Response> remove(String tenant, String person) {
    Acting acting = acting(tenant);
    return desk.remove(acting, address(acting), person).map(result -> answer(acting, result));
  }

  private Acting acting(String tenant) {
    return frame.visitor().in(tenant).orElseThrow(NotFoundException::new);
  }

  private static String address(Acting acting) {
    return "/home/" + acting.slug() + "/members";
  }

  private Response answer(Acting acting, Result result) {
    return switch (result) {
      case Result.Done(String word) ->
          Response.seeOther(URI.create(address(acting) + "?done=" + word)).build();
      case Result.Again(int status, MembersView view) ->
          Response.status(status).entity(page(acting, view)).build();
      case Result.Unknown _ -> throw new NotFoundException();
    };
  }

  private TemplateInstance page(Acting acting, MembersView view) {
    return PeopleTemplates.members(frame.own(text.title(), acting), view);
  }
}
