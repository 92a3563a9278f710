package dev.turnpike.portal;

import dev.turnpike.tenants.signup.Door;
import dev.turnpike.tenants.signup.Doors;
import dev.turnpike.tenants.signup.SignUpAnswer;
import dev.turnpike.tenants.signup.SignUpWish;
import dev.turnpike.tenants.signup.SignUps;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.tenant.Tenants;
import dev.turnpike.ui.FieldError;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** For somebody new: an address, a name, a password; the rest happens by a letter. */
@Path("/signup")
@Produces(MediaType.TEXT_HTML)
class SignUpPages {
  private final Frame frame;
  private final CurrentVisitor current;
  private final SignUps signUps;
  private final Doors doors;
  private final Tenants tenants;
  private final AccountText text;

  SignUpPages(
      Frame frame,
      CurrentVisitor current,
      SignUps signUps,
      Doors doors,
      Tenants tenants,
      AccountText text) {
    this.frame = frame;
    this.current = current;
    this.signUps = signUps;
    this.doors = doors;
    this.tenants = tenants;
    this.text = text;
  }

  /** What the form wrote. */
  record Form(
      @FormParam("email") @Nullable String email,
      @FormParam("name") @Nullable String name,
      @FormParam("organisation") @Nullable String organisation,
      @FormParam("password") @Nullable String password,
      @FormParam("publisher") @Nullable String publisher,
      @FormParam("to") @Nullable String to) {
    SignUpWish wish() {
      return new SignUpWish(
          text(email),
          text(name),
          text(organisation),
          password == null ? "" : password,
          text(publisher),
          ReturnPath.of(to).value());
    }

    private static String text(@Nullable String written) {
      return written == null ? "" : written.strip();
    }
  }

  /**
   * The form as it stands.
   *
   * @param note what the publisher's door asks of newcomers; null when it is open
   */
  record View(
      SignUpWish wish, @Nullable String publisherName, @Nullable String note, Faults faults) {}

  @GET
  public Uni<Response> form(@RestQuery @Nullable String to, @RestQuery @Nullable String publisher) {
    ReturnPath target = ReturnPath.of(to);
    if (current.visitor().isPresent()) {
      return Uni.createFrom().item(Response.seeOther(URI.create(target.value())).build());
    }
    String at = publisher == null ? "" : publisher;
    SignUpWish empty = new SignUpWish("", "", "", "", at, target.value());
    return page(empty, Faults.NONE).map(page -> Response.ok(page).build());
  }

  @POST
  public Uni<Response> signUp(@BeanParam Form form) {
    SignUpWish wish = form.wish();
    return signUps
        .ask(wish)
        .chain(
            answer ->
                switch (answer) {
                  case SignUpAnswer.LetterSent _ ->
                      Uni.createFrom().item(Response.seeOther(URI.create("/signup/sent")).build());
                  case SignUpAnswer.Invalid(List<SignUpAnswer.Fault> faults) ->
                      again(wish, new Faults(faults.stream().map(this::error).toList()));
                  case SignUpAnswer.Closed(List<String> domains) ->
                      again(wish, Faults.of("email", closed(domains)));
                });
  }

  @GET
  @Path("sent")
  public TemplateInstance sent() {
    return PeopleTemplates.said(
        frame.platform(text.letterSent()),
        new SaidView(text.letterSent(), text.letterSentText(), "info", "/login", text.logIn()));
  }

  private FieldError error(SignUpAnswer.Fault fault) {
    return switch (fault) {
      case EMAIL -> new FieldError("email", text.emailWrong());
      case NAME -> new FieldError("name", text.nameWrong());
      case ORGANISATION -> new FieldError("organisation", text.nameWrong());
      case PASSWORD_SHORT -> new FieldError("password", text.passwordShort());
      case PASSWORD_LONG -> new FieldError("password", text.passwordLong());
      case PASSWORD_GUESSED -> new FieldError("password", text.passwordGuessed());
    };
  }

  private String closed(List<String> domains) {
    return domains.isEmpty() ? text.inviteOnly() : text.domainsOnly(String.join(", ", domains));
  }

  private Uni<Response> again(SignUpWish wish, Faults faults) {
    return page(wish, faults).map(page -> Response.status(422).entity(page).build());
  }

  private Uni<TemplateInstance> page(SignUpWish wish, Faults faults) {
    if (wish.publisher().isBlank()) {
      return Uni.createFrom().item(page(wish, null, null, faults));
    }
    return tenants
        .publisher(wish.publisher())
        .chain(
            found ->
                doors
                    .rule(wish.publisher())
                    .map(
                        rule ->
                            page(wish, found.map(Tenant::name).orElse(null), note(rule), faults)));
  }

  private TemplateInstance page(
      SignUpWish wish, @Nullable String publisher, @Nullable String note, Faults faults) {
    return PeopleTemplates.signUp(
        frame.platform(text.signUp()), new View(wish, publisher, note, faults));
  }

  private @Nullable String note(Door.Rule rule) {
    return switch (rule.policy()) {
      case OPEN -> null;
      case APPROVAL -> text.approvalNeeded();
      case DOMAINS -> text.domainsOnly(String.join(", ", rule.domains()));
      case INVITE -> text.inviteOnly();
    };
  }
}
