package dev.turnpike.admin;

import dev.turnpike.tenants.signup.Door;
import dev.turnpike.tenants.signup.Doors;
import dev.turnpike.tenants.signup.Guests;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Whom a publisher lets in: its rule, and those who wait for a decision. */
@Path("/admin/{tenant}/guests")
@Produces(MediaType.TEXT_HTML)
class GuestPages {
  private final Frame frame;
  private final Doors doors;
  private final Guests guests;
  private final DoorText text;

  GuestPages(Frame frame, Doors doors, Guests guests, DoorText text) {
    this.frame = frame;
    this.doors = doors;
    this.guests = guests;
    this.text = text;
  }

  record View(
      String tenant,
      String tenantName,
      List<Choice> policies,
      String domains,
      List<Line> guests,
      boolean mayManage,
      @Nullable String notice,
      List<FieldError> errors) {}

  /** A rule that may be chosen. */
  record Choice(String value, String label, boolean chosen) {}

  /** {@code tone} is a class of the stylesheet. */
  record Line(Door.Guest guest, String state, String tone) {}

  @GET
  public Uni<TemplateInstance> page(String tenant, @RestQuery @Nullable String done) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_MEMBERS);
    return page(acting, notice(Objects.requireNonNullElse(done, "")), List.of());
  }

  @POST
  public Uni<Response> change(
      String tenant,
      @FormParam("policy") @Nullable String policy,
      @FormParam("domains") @Nullable String domains) {
    Acting acting = frame.acting(tenant);
    return doors
        .change(
            acting, Objects.requireNonNullElse(policy, ""), Objects.requireNonNullElse(domains, ""))
        .chain(answer -> answered(acting, answer, "saved"));
  }

  @POST
  @Path("invitations")
  public Uni<Response> invite(String tenant, @FormParam("email") @Nullable String email) {
    Acting acting = frame.acting(tenant);
    return guests
        .invite(acting, Objects.requireNonNullElse(email, ""))
        .chain(answer -> answered(acting, answer, "invited"));
  }

  @POST
  @Path("{consumer}/approval")
  public Uni<Response> admit(String tenant, String consumer) {
    Acting acting = frame.acting(tenant);
    return guests.admit(acting, id(consumer)).chain(answer -> answered(acting, answer, "decided"));
  }

  @POST
  @Path("{consumer}/refusal")
  public Uni<Response> refuse(
      String tenant, String consumer, @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.acting(tenant);
    return guests
        .refuse(acting, id(consumer), Objects.requireNonNullElse(reason, ""))
        .chain(answer -> answered(acting, answer, "decided"));
  }

  private Uni<Response> answered(Acting acting, Door.Answer answer, String done) {
    return switch (answer) {
      case Door.Answer.Done _ ->
          Uni.createFrom()
              .item(
                  Response.seeOther(URI.create("/admin/" + acting.slug() + "/guests?done=" + done))
                      .build());
      case Door.Answer.Unknown _ -> throw new NotFoundException();
      case Door.Answer.Conflict _ -> again(acting, 409, "guests", text.already());
      case Door.Answer.Invalid(String field) -> again(acting, 422, field, words(field));
    };
  }

  private String words(String field) {
    return switch (field) {
      case "domains" -> text.domainsWrong();
      case "policy" -> text.policyWrong();
      case "email" -> text.emailWrong();
      default -> text.reasonWrong();
    };
  }

  private @Nullable String notice(String done) {
    return switch (done) {
      case "decided" -> text.decided();
      case "invited" -> text.invited();
      case "saved" -> text.saved();
      default -> null;
    };
  }

  private Uni<Response> again(Acting acting, int status, String field, String message) {
    return page(acting, null, List.of(new FieldError(field, message)))
        .map(page -> Response.status(status).entity(page).build());
  }

  private Uni<TemplateInstance> page(
      Acting acting, @Nullable String notice, List<FieldError> errors) {
    return doors
        .own(acting)
        .chain(
            rule ->
                guests
                    .list(acting)
                    .map(
                        found ->
                            PeopleTemplates.guests(
                                frame.of(acting, text.title(), Frame.Place.MEMBERS),
                                new View(
                                    acting.slug(),
                                    acting.tenantName(),
                                    choices(rule.policy()),
                                    String.join(", ", rule.domains()),
                                    found.stream().map(this::line).toList(),
                                    acting.may(Permission.MANAGE_MEMBERS),
                                    notice,
                                    errors))));
  }

  private List<Choice> choices(Door.Policy chosen) {
    return Arrays.stream(Door.Policy.values())
        .map(each -> new Choice(each.word(), label(each), each == chosen))
        .toList();
  }

  private String label(Door.Policy policy) {
    return switch (policy) {
      case OPEN -> text.open();
      case APPROVAL -> text.approval();
      case DOMAINS -> text.domains();
      case INVITE -> text.invite();
    };
  }

  private Line line(Door.Guest guest) {
    return switch (guest.state()) {
      case "admitted" -> new Line(guest, text.admitted(), "good");
      case "refused" -> new Line(guest, text.refused(), "bad");
      default -> new Line(guest, text.waiting(), "info");
    };
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }
}
