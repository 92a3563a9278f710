package dev.turnpike.ui;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.member.Invitation;
import dev.turnpike.tenants.member.Invitations;
import dev.turnpike.tenants.member.MemberAnswer;
import dev.turnpike.tenants.member.Members;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Role;
import dev.turnpike.tenants.tenant.Tenants;
import dev.turnpike.ui.MembersView.Invited;
import dev.turnpike.ui.MembersView.RoleBox;
import dev.turnpike.ui.MembersView.Row;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the members' pages of portal and administration show and do; each has its own address. */
@ApplicationScoped
public class MembersDesk {
  private final Tenants tenants;
  private final Members members;
  private final Invitations invitations;
  private final RoleWords words;
  private final MembersText text;

  MembersDesk(
      Tenants tenants,
      Members members,
      Invitations invitations,
      RoleWords words,
      MembersText text) {
    this.tenants = tenants;
    this.members = members;
    this.invitations = invitations;
    this.words = words;
    this.text = text;
  }

  /** What a form came to. */
  public sealed interface Result {
    /**
     * To be answered by a redirect to the page.
     *
     * @param word what to say there: {@code done} of {@link #page}
     */
    record Done(String word) implements Result {}

    /** To be shown again. */
    record Again(int status, MembersView view) implements Result {}

    /** There is no such member or invitation. */
    record Unknown() implements Result {}
  }

  /** The page, after {@code done} was done. */
  public Uni<MembersView> page(Acting acting, String address, @Nullable String done) {
    return page(acting, address, notice(done), "", Set.of(), List.of());
  }

  public Uni<Result> invite(
      Acting acting, String address, @Nullable String email, @Nullable List<String> roles) {
    String written = Objects.requireNonNullElse(email, "").strip();
    Set<Role> ticked = roles(roles);
    return invitations
        .invite(acting, written, ticked)
        .chain(answer -> answered(acting, address, answer, "invited", written, ticked));
  }

  public Uni<Result> withdraw(Acting acting, String address, String invitation) {
    return id(invitation)
        .map(
            id ->
                invitations
                    .withdraw(acting, id)
                    .chain(answer -> answered(acting, address, answer, "withdrawn", "", Set.of())))
        .orElseGet(() -> Uni.createFrom().item(new Result.Unknown()));
  }

  public Uni<Result> change(
      Acting acting, String address, String person, @Nullable List<String> roles) {
    return id(person)
        .map(
            id ->
                members
                    .change(acting, new PersonId(id), roles(roles))
                    .chain(answer -> answered(acting, address, answer, "saved", "", Set.of())))
        .orElseGet(() -> Uni.createFrom().item(new Result.Unknown()));
  }

  public Uni<Result> remove(Acting acting, String address, String person) {
    return id(person)
        .map(
            id ->
                members
                    .remove(acting, new PersonId(id))
                    .chain(answer -> answered(acting, address, answer, "removed", "", Set.of())))
        .orElseGet(() -> Uni.createFrom().item(new Result.Unknown()));
  }

  private Uni<Result> answered(
      Acting acting,
      String address,
      MemberAnswer answer,
      String done,
      String email,
      Set<Role> ticked) {
    return switch (answer) {
      case MemberAnswer.Done _ -> Uni.createFrom().item(new Result.Done(done));
      case MemberAnswer.Unknown _ -> Uni.createFrom().item(new Result.Unknown());
      case MemberAnswer.LastOwner _ ->
          again(acting, address, 409, "members", text.lastOwner(), email, ticked);
      case MemberAnswer.OwnersOnly _ ->
          again(acting, address, 403, "members", text.ownersOnly(), email, ticked);
      case MemberAnswer.MemberAlready _ ->
          again(acting, address, 409, "email", text.memberAlready(), email, ticked);
      case MemberAnswer.Invalid(String field) ->
          again(
              acting,
              address,
              422,
              field,
              field.equals("email") ? text.emailWrong() : text.rolesWrong(),
              email,
              ticked);
    };
  }

  private Uni<Result> again(
      Acting acting,
      String address,
      int status,
      String field,
      String message,
      String email,
      Set<Role> ticked) {
    return page(acting, address, null, email, ticked, List.of(new FieldError(field, message)))
        .map(view -> new Result.Again(status, view));
  }

  private Uni<MembersView> page(
      Acting acting,
      String address,
      @Nullable String notice,
      String email,
      Set<Role> ticked,
      List<FieldError> errors) {
    return tenants
        .members(acting)
        .chain(
            people ->
                invitations
                    .open(acting)
                    .map(
                        open ->
                            new MembersView(
                                acting.tenantName(),
                                address,
                                people.stream().map(each -> row(acting, each)).toList(),
                                open.stream().map(this::invited).toList(),
                                acting.may(Permission.MANAGE_MEMBERS),
                                boxes(acting, ticked),
                                email,
                                notice,
                                errors)));
  }

  private Row row(Acting acting, Member member) {
    boolean owns = acting.roles().contains(Role.OWNER);
    boolean open =
        acting.may(Permission.MANAGE_MEMBERS) && (owns || !member.roles().contains(Role.OWNER));
    return new Row(
        member.person().toString(),
        member.name(),
        member.email(),
        words.list(member.roles()),
        member.person().equals(acting.person()),
        open,
        boxes(acting, member.roles()));
  }

  private Invited invited(Invitation invitation) {
    return new Invited(
        invitation.id().toString(),
        invitation.email(),
        words.list(invitation.roles()),
        invitation.inviter(),
        invitation.createdAt(),
        invitation.expiresAt());
  }

  /** The roles that the visitor may give; some mean something to a publisher only. */
  private List<RoleBox> boxes(Acting acting, Set<Role> ticked) {
    boolean owns = acting.roles().contains(Role.OWNER);
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.OPERATOR && (owns || role != Role.OWNER))
        .filter(role -> acting.publishes() || role != Role.EDITOR || ticked.contains(role))
        .map(
            role ->
                new RoleBox(role.word(), words.of(role), words.may(role), ticked.contains(role)))
        .toList();
  }

  private @Nullable String notice(@Nullable String done) {
    return switch (Objects.requireNonNullElse(done, "")) {
      case "saved" -> text.saved();
      case "removed" -> text.removed();
      case "invited" -> text.invited();
      case "withdrawn" -> text.withdrawn();
      default -> null;
    };
  }

  private static Set<Role> roles(@Nullable Collection<String> written) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (written != null) {
      Arrays.stream(Role.values())
          .filter(role -> written.contains(role.word()))
          .forEach(roles::add);
    }
    return roles;
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
