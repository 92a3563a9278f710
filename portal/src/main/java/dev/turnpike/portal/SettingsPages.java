package dev.turnpike.portal;

import dev.turnpike.tenants.member.MemberAnswer;
import dev.turnpike.tenants.member.Members;
import dev.turnpike.tenants.profile.Profiles;
import dev.turnpike.tenants.signup.SignUps;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Membership;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.RoleWords;
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

/** A person's name and organisations. */
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
class SettingsPages {
  private final Frame frame;
  private final Profiles profiles;
  private final Members members;
  private final SignUps signUps;
  private final RoleWords roles;
  private final SettingsText text;

  SettingsPages(
      Frame frame,
      Profiles profiles,
      Members members,
      SignUps signUps,
      RoleWords roles,
      SettingsText text) {
    this.frame = frame;
    this.profiles = profiles;
    this.members = members;
    this.signUps = signUps;
    this.roles = roles;
    this.text = text;
  }

  record View(
      String name,
      String email,
      List<Organisation> organisations,
      @Nullable String notice,
      Faults faults) {}

  record Organisation(
      String slug, String name, String roles, boolean publishes, boolean seesMembers) {}

  @GET
  public TemplateInstance profile(@RestQuery @Nullable String done) {
    String notice = done == null ? null : done.equals("left") ? text.left() : text.saved();
    return page(frame.visitor(), notice, Faults.NONE);
  }

  @POST
  public Uni<Response> rename(@FormParam("name") @Nullable String name) {
    Visitor visitor = frame.visitor();
    return profiles
        .rename(visitor, name == null ? "" : name)
        .map(
            renamed ->
                renamed ? done("saved") : again(visitor, 422, Faults.of("name", text.nameWrong())));
  }

  @POST
  @Path("organisations")
  public Uni<Response> found(@FormParam("organisation") @Nullable String name) {
    Visitor visitor = frame.visitor();
    return signUps
        .foundTenant(visitor.person(), name == null ? "" : name)
        .map(
            founded ->
                founded.isPresent()
                    ? done("saved")
                    : again(visitor, 422, Faults.of("organisation", text.nameWrong())));
  }

  @POST
  @Path("organisations/{tenant}/leave")
  public Uni<Response> leave(String tenant) {
    Visitor visitor = frame.visitor();
    Acting acting = visitor.in(tenant).orElseThrow(NotFoundException::new);
    return members
        .leave(acting)
        .map(
            answer ->
                switch (answer) {
                  case MemberAnswer.Done _ -> done("left");
                  case MemberAnswer.LastOwner _ ->
                      again(visitor, 409, Faults.of("leave-" + tenant, text.lastOwner()));
                  case MemberAnswer.Unknown _,
                      MemberAnswer.OwnersOnly _,
                      MemberAnswer.MemberAlready _,
                      MemberAnswer.Invalid _ ->
                      throw new NotFoundException();
                });
  }

  private static Response done(String what) {
    return Response.seeOther(URI.create("/settings?done=" + what)).build();
  }

  private Response again(Visitor visitor, int status, Faults faults) {
    return Response.status(status).entity(page(visitor, null, faults)).build();
  }

  private TemplateInstance page(Visitor visitor, @Nullable String notice, Faults faults) {
    return SettingsTemplates.settings(
        frame.platform(text.title()),
        new View(
            visitor.name(),
            visitor.email(),
            visitor.memberships().stream().map(each -> organisation(visitor, each)).toList(),
            notice,
            faults));
  }

  private Organisation organisation(Visitor visitor, Membership membership) {
    boolean sees =
        visitor.in(membership.slug()).filter(a -> a.may(Permission.SEE_MEMBERS)).isPresent();
    return new Organisation(
        membership.slug(),
        membership.name(),
        roles.list(membership.roles()),
        membership.publishes(),
        sees);
  }
}
