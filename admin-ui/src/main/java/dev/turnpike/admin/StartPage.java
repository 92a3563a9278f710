package dev.turnpike.admin;

import dev.turnpike.tenants.tenant.Membership;
import dev.turnpike.tenants.tenant.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Where somebody who administers begins. */
@Path("/admin")
@Produces(MediaType.TEXT_HTML)
class StartPage {
  private final Frame frame;
  private final AdminText text;

  StartPage(Frame frame, AdminText text) {
    this.frame = frame;
    this.text = text;
  }

  /** Straight to the only publisher the visitor works for, else a choice. */
  @GET
  public Response start() {
    List<Membership> publishers =
        frame.visitor().memberships().stream().filter(Membership::publishes).toList();
    boolean operator =
        frame.visitor().memberships().stream()
            .anyMatch(membership -> membership.roles().contains(Role.OPERATOR));
    if (publishers.isEmpty() && operator) {
      return Response.seeOther(URI.create("/admin/platform")).build();
    }
    if (publishers.size() == 1 && !operator) {
      return Response.seeOther(URI.create("/admin/" + publishers.getFirst().slug())).build();
    }
    List<StartView.Choice> choices = publishers.stream().map(StartPage::choice).toList();
    return Response.ok(
            Pages.start(frame.platform(text.startTitle()), new StartView(choices, operator)))
        .build();
  }

  private static StartView.Choice choice(Membership membership) {
    return new StartView.Choice(
        membership.slug(),
        membership.name(),
        membership.roles().stream().map(Role::word).sorted().collect(Collectors.joining(", ")));
  }
}
