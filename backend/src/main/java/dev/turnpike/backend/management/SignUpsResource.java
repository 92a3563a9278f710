package dev.turnpike.backend.management;

import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.profile.PasswordChange;
import dev.turnpike.tenants.profile.PasswordChanges;
import dev.turnpike.tenants.signup.SignUpAnswer;
import dev.turnpike.tenants.signup.SignUpWish;
import dev.turnpike.tenants.signup.SignUps;
import dev.turnpike.tenants.tenant.PersonalData;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Becoming somebody: sign-up by a letter, and a new password for one. */
@Path("/manage/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class SignUpsResource {
  private final SignUps signUps;
  private final PasswordChanges passwords;

  SignUpsResource(SignUps signUps, PasswordChanges passwords) {
    this.signUps = signUps;
    this.passwords = passwords;
  }

  /**
   * A sign-up.
   *
   * @param organisation the tenant's name; without one it is the person's
   * @param publisher the slug of whose portal they come from
   */
  @Schema(name = "SignUp")
  record Wish(
      @Nullable String email,
      @Nullable String name,
      @Nullable String password,
      @Nullable String organisation,
      @Nullable String publisher) {
    @Override
    public String toString() {
      return "sign-up of " + email;
    }
  }

  /** What a letter's link stands for, and a new password where one is asked for. */
  @Schema(name = "LinkOfALetter")
  record Link(@Nullable String token, @Nullable String password) {
    @Override
    public String toString() {
      return "a link";
    }
  }

  @Schema(name = "Address")
  record Address(@Nullable String email) {}

  /** Who came into being; log in next. */
  @Schema(name = "NewPerson")
  record Made(String tenant) {}

  @POST
  @Path("sign-ups")
  @ResponseStatus(202)
  @Operation(operationId = "signUp", summary = "Sign up; a letter with a link follows")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> signUp(@Nullable Wish wish) {
    Wish sent = Sent.body(wish);
    return signUps
        .ask(
            new SignUpWish(
                Sent.orEmpty(sent.email()),
                Sent.orEmpty(sent.name()),
                Sent.orEmpty(sent.organisation()),
                Sent.orEmpty(sent.password()),
                Sent.orEmpty(sent.publisher()),
                "/"))
        .invoke(
            answer -> {
              switch (answer) {
                case SignUpAnswer.LetterSent _ -> {}
                case SignUpAnswer.Invalid(List<SignUpAnswer.Fault> faults) ->
                    throw Problem.invalid(faults.stream().map(SignUpsResource::wrong).toList())
                        .refused();
                case SignUpAnswer.Closed(List<String> domains) ->
                    throw Problem.of(
                            Code.FORBIDDEN,
                            domains.isEmpty()
                                ? "This publisher lets in invited organisations only."
                                : "This publisher lets in addresses of "
                                    + String.join(", ", domains)
                                    + " only.")
                        .refused();
              }
            })
        .replaceWithVoid();
  }

  @POST
  @Path("sign-ups/verification")
  @ResponseStatus(201)
  @Operation(operationId = "verifySignUp", summary = "Confirm the address by the letter's link")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Made> verify(@Nullable Link link) {
    return signUps
        .verify(Sent.text("token", Sent.body(link).token()))
        .map(found -> found.map(one -> new Made(one.slug())).orElseThrow(Callers::unknown));
  }

  @POST
  @Path("password-resets")
  @ResponseStatus(202)
  @Operation(operationId = "forgetPassword", summary = "A letter with a link to a new password")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> forgotten(@Nullable Address address) {
    return passwords.forgotten(Sent.text("email", Sent.body(address).email()));
  }

  @POST
  @Path("password-resets/password")
  @Operation(operationId = "resetPassword", summary = "Set a password by the letter's link")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Void> reset(@Nullable Link link) {
    Link sent = Sent.body(link);
    return passwords
        .reset(Sent.text("token", sent.token()), Sent.orEmpty(sent.password()))
        .invoke(
            answer -> {
              switch (answer) {
                case PasswordChange.Done _ -> {}
                case PasswordChange.NotProved _ -> throw Callers.unknown();
                case PasswordChange.Invalid(var fault) ->
                    throw Problem.invalid("password", words(fault)).refused();
              }
            })
        .replaceWithVoid();
  }

  static String words(PersonalData.PasswordFault fault) {
    return switch (fault) {
      case SHORT -> "Use at least " + PersonalData.SHORTEST_PASSWORD + " characters.";
      case LONG -> "Use at most " + PersonalData.LONGEST_PASSWORD + " characters.";
      case GUESSED -> "Your name or address is the first guess. Choose something else.";
    };
  }

  private static Problem.Wrong wrong(SignUpAnswer.Fault fault) {
    return switch (fault) {
      case EMAIL -> new Problem.Wrong("email", "This cannot be an address.");
      case NAME -> new Problem.Wrong("name", "1 to 200 characters.");
      case ORGANISATION -> new Problem.Wrong("organisation", "1 to 200 characters.");
      case PASSWORD_SHORT -> new Problem.Wrong("password", words(PersonalData.PasswordFault.SHORT));
      case PASSWORD_LONG -> new Problem.Wrong("password", words(PersonalData.PasswordFault.LONG));
      case PASSWORD_GUESSED ->
          new Problem.Wrong("password", words(PersonalData.PasswordFault.GUESSED));
    };
  }
}
