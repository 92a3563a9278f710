package dev.turnpike.backend.management;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.member.Joining;
import dev.turnpike.tenants.profile.PasswordChange;
import dev.turnpike.tenants.profile.PasswordChanges;
import dev.turnpike.tenants.profile.Profiles;
import dev.turnpike.tenants.tenant.OpenSession;
import dev.turnpike.tenants.tenant.Sessions;
import dev.turnpike.tenants.tenant.Visitor;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The caller's own account. */
@Path("/manage/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class MeResource {
  private final Callers callers;
  private final Profiles profiles;
  private final PasswordChanges passwords;
  private final Sessions sessions;
  private final Joining joining;

  MeResource(
      Callers callers,
      Profiles profiles,
      PasswordChanges passwords,
      Sessions sessions,
      Joining joining) {
    this.joining = joining;
    this.callers = callers;
    this.profiles = profiles;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  @Schema(name = "Me")
  record Form(String id, String email, String name) {}

  /** A tenant that was joined. */
  @Schema(name = "Joined")
  record Joined(String tenant) {}

  @Schema(name = "InvitationLink")
  record Link(@Nullable String token) {
    @Override
    public String toString() {
      return "a link";
    }
  }

  @Schema(name = "MyName")
  record Name(@Nullable String name) {}

  @Schema(name = "MyPassword")
  record Password(@Nullable String current, @Nullable String password) {
    @Override
    public String toString() {
      return "a password";
    }
  }

  @Schema(name = "MySession")
  @JsonNaming(SnakeCaseStrategy.class)
  record Open(
      String id,
      String area,
      String agent,
      String address,
      Instant openedAt,
      Instant seenAt,
      Instant expiresAt) {
    static Open of(OpenSession one) {
      return new Open(
          one.id().toString(),
          one.area(),
          one.agent(),
          one.address(),
          one.openedAt(),
          one.seenAt(),
          one.expiresAt());
    }
  }

  @GET
  @Operation(operationId = "getMe", summary = "Who you are")
  public Form get() {
    Visitor me = callers.person();
    return new Form(me.person().toString(), me.email(), me.name());
  }

  @PATCH
  @Operation(operationId = "renameMe", summary = "Change your name")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Form> rename(@Nullable Name wish) {
    Visitor me = callers.person();
    String name = Sent.text("name", Sent.body(wish).name());
    return profiles
        .rename(me, name)
        .map(
            renamed -> {
              if (!renamed) {
                throw Problem.invalid("name", "1 to 200 characters.").refused();
              }
              return new Form(me.person().toString(), me.email(), name.strip());
            });
  }

  @PUT
  @Path("password")
  @Operation(operationId = "changePassword", summary = "A new password; every session ends")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> password(@Nullable Password wish) {
    Password sent = Sent.body(wish);
    return passwords
        .change(
            callers.person(),
            Sent.orEmpty(sent.current()),
            Sent.orEmpty(sent.password()),
            Optional.empty())
        .invoke(
            answer -> {
              switch (answer) {
                case PasswordChange.Done _ -> {}
                case PasswordChange.NotProved _ ->
                    throw Problem.invalid("current", "This is not your password.").refused();
                case PasswordChange.Invalid(var fault) ->
                    throw Problem.invalid("password", SignUpsResource.words(fault)).refused();
              }
            })
        .replaceWithVoid();
  }

  @GET
  @Path("sessions")
  @Operation(operationId = "listMySessions", summary = "Where you are logged in")
  public Uni<Listing<Open>> sessions() {
    return sessions
        .of(callers.person(), Optional.empty())
        .map(all -> new Listing<>(all.stream().map(Open::of).toList(), null));
  }

  @DELETE
  @Path("sessions/{session}")
  @Operation(operationId = "endMySession", summary = "End a session at once")
  public Uni<Void> end(String session) {
    return sessions
        .endOne(callers.person(), Sent.id(session, id -> id))
        .invoke(
            ended -> {
              if (!ended) {
                throw Callers.unknown();
              }
            })
        .replaceWithVoid();
  }

  @POST
  @Path("invitations")
  @Operation(operationId = "acceptInvitation", summary = "Take the seat that a letter offers")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Joined> accept(@Nullable Link link) {
    return joining
        .accept(callers.person(), Sent.text("token", Sent.body(link).token()))
        .map(
            answer -> {
              if (answer instanceof Joining.Answer.Joined joined) {
                return new Joined(joined.slug());
              }
              throw Callers.unknown();
            });
  }

  @GET
  @Path("export")
  @Operation(operationId = "exportMe", summary = "Everything that is kept of you")
  public Uni<String> export() {
    return profiles.export(callers.person());
  }

  @POST
  @Path("erasure")
  @Operation(operationId = "eraseMe", summary = "Have yourself forgotten, for your password")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> erase(@Nullable Password wish) {
    return profiles
        .erase(callers.person(), Sent.text("password", Sent.body(wish).password()))
        .invoke(
            answer -> {
              switch (answer) {
                case Profiles.Erasure.Done _ -> {}
                case Profiles.Erasure.WrongPassword _ ->
                    throw Problem.invalid("password", "This is not your password.").refused();
                case Profiles.Erasure.OwnerNeeded(List<Profiles.Orphan> tenants) ->
                    throw Problem.of(
                            Code.CONFLICT,
                            "These tenants would be left without an owner. Make somebody else one"
                                + " first.")
                        .with("tenants", tenants.stream().map(Profiles.Orphan::slug).toList())
                        .refused();
              }
            })
        .replaceWithVoid();
  }
}
