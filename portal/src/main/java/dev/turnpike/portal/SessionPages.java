package dev.turnpike.portal;

import dev.turnpike.tenants.tenant.OpenSession;
import dev.turnpike.tenants.tenant.Sessions;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.SessionCookie;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where a person is logged in; each session can be ended at once. */
@Path("/settings/sessions")
@Produces(MediaType.TEXT_HTML)
class SessionPages {
  private static final URI ENDED = URI.create("/settings/sessions?done=1");

  private final Frame frame;
  private final Sessions sessions;
  private final SessionCookie session;
  private final SettingsText text;

  SessionPages(Frame frame, Sessions sessions, SessionCookie session, SettingsText text) {
    this.frame = frame;
    this.sessions = sessions;
    this.session = session;
    this.text = text;
  }

  record View(List<OpenSession> sessions, boolean ended, boolean others) {}

  @GET
  public Uni<TemplateInstance> list(@RestQuery @Nullable String done) {
    Visitor visitor = frame.visitor();
    return sessions
        .of(visitor, session.token())
        .map(
            all ->
                SettingsTemplates.settingsSessions(
                    frame.platform(text.sessions()), new View(all, done != null, all.size() > 1)));
  }

  @POST
  @Path("{session}/end")
  public Uni<Response> end(@RestPath("session") String id) {
    UUID one;
    try {
      one = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
    return sessions
        .endOne(frame.visitor(), one)
        .map(
            ended -> {
              if (!ended) {
                throw new NotFoundException();
              }
              return Response.seeOther(ENDED).build();
            });
  }

  @POST
  @Path("end-others")
  public Uni<Response> endOthers() {
    return sessions
        .endOthers(frame.visitor(), session.token())
        .map(ended -> Response.seeOther(ENDED).build());
  }
}
