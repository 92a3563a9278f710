package dev.turnpike.tenants.member;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.Token;
import dev.turnpike.tenants.notice.LetterWords;
import dev.turnpike.tenants.notice.Letters;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.PersonalData;
import dev.turnpike.tenants.tenant.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked to join. An invitation is for one address and lasts a week; asking again replaces
 * the link that was sent before.
 */
@ApplicationScoped
public class Invitations {
  public static final Duration LINK_LIFETIME = Duration.ofDays(7);
  private static final int MOST_LISTED = 200;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Letters letters;
  private final LetterWords words;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Invitations(
      Tenancy tenancy,
      Rows rows,
      Letters letters,
      LetterWords words,
      Audit audit,
      Ids ids,
      Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.letters = letters;
    this.words = words;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** Those that are neither taken nor withdrawn, newest first; also those whose link is over. */
  public Uni<List<Invitation>> open(Acting acting) {
    acting.require(Permission.SEE_MEMBERS);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    InvitationRow.class,
                    "select i.id, i.email, i.roles, p.name as inviter, i.created_at, i.expires_at"
                        + " from invitation i left join person p on p.id = i.invited_by"
                        + " where i.tenant_id = :tenant and i.accepted_at is null"
                        + " and i.withdrawn_at is null order by i.id desc limit :most",
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(InvitationRow::toInvitation).toList());
  }

  /** Sends a letter to this address, which need not be known. */
  public Uni<MemberAnswer> invite(Acting acting, String address, Collection<Role> roles) {
    acting.require(Permission.MANAGE_MEMBERS);
    Optional<String> email = PersonalData.email(address);
    Set<Role> wished = Members.assignable(roles);
    if (email.isEmpty() || wished.isEmpty()) {
      return Uni.createFrom().item(new MemberAnswer.Invalid(email.isEmpty() ? "email" : "roles"));
    }
    if (wished.contains(Role.OWNER) && !acting.roles().contains(Role.OWNER)) {
      return Uni.createFrom().item(new MemberAnswer.OwnersOnly());
    }
    return tenancy.as(
        acting.tenant(),
        session ->
            isMember(session, acting, email.get())
                .chain(
                    member ->
                        member
                            ? Uni.createFrom().item(new MemberAnswer.MemberAlready())
                            : put(session, acting, email.get(), wished)));
  }

  /** Invites in the caller's transaction, which has checked who may. */
  public Uni<Void> invite(
      Mutiny.Session session, Acting acting, String email, Collection<Role> roles) {
    return put(session, acting, email, Members.assignable(roles)).replaceWithVoid();
  }

  /** Takes an invitation back: its link is over at once. */
  public Uni<MemberAnswer> withdraw(Acting acting, UUID id) {
    acting.require(Permission.MANAGE_MEMBERS);
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(
                    session,
                    "update invitation set withdrawn_at = cast(:now as timestamptz)"
                        + " where id = :id and tenant_id = :tenant and accepted_at is null"
                        + " and withdrawn_at is null",
                    Map.of("id", id, "tenant", acting.tenant().value(), "now", clock.instant()))
                .chain(
                    changed ->
                        changed == 0
                            ? Uni.createFrom().item(new MemberAnswer.Unknown())
                            : note(session, acting, "invitation.withdrawn", id, Map.of())
                                .replaceWith(new MemberAnswer.Done())));
  }

  /** What a link offers; empty when it is over, taken or never was. */
  public Uni<Optional<Seat>> find(String link) {
    return Token.of(link)
        .map(token -> tenancy.asNobody(session -> find(session, token)))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Optional<Seat>> find(Mutiny.Session session, Token token) {
    return rows.first(
            session,
            SeatRow.class,
            "select * from invitation_find(:hash, cast(:now as timestamptz))",
            Map.of("hash", token.hash(), "now", clock.instant()))
        .map(found -> found.map(SeatRow::toSeat));
  }

  private Uni<Boolean> isMember(Mutiny.Session session, Acting acting, String email) {
    return rows.first(
            session,
            Count.class,
            "select count(*) as found from membership m join person p on p.id = m.person_id"
                + " where m.tenant_id = :tenant and p.email = :email",
            Map.of("tenant", acting.tenant().value(), "email", email))
        .map(count -> count.orElseThrow().found() > 0);
  }

  private Uni<MemberAnswer> put(
      Mutiny.Session session, Acting acting, String email, Set<Role> roles) {
    Token token = Token.next(random);
    Instant now = clock.instant();
    Map<String, Object> values = new HashMap<>();
    values.put("id", ids.next());
    values.put("tenant", acting.tenant().value());
    values.put("email", email);
    values.put("roles", Members.words(roles));
    values.put("hash", token.hash());
    values.put("by", acting.person().value());
    values.put("now", now);
    values.put("expires", now.plus(LINK_LIFETIME));
    return rows.change(
            session,
            "insert into invitation (id, tenant_id, email, roles, token_hash, invited_by,"
                + " created_at, expires_at) values (:id, :tenant, :email,"
                + " string_to_array(:roles, ','), :hash, :by, cast(:now as timestamptz),"
                + " cast(:expires as timestamptz)) on conflict (tenant_id, email)"
                + " where accepted_at is null and withdrawn_at is null do update set"
                + " roles = excluded.roles, token_hash = excluded.token_hash,"
                + " expires_at = excluded.expires_at",
            values)
        .chain(
            () ->
                note(
                    session,
                    acting,
                    "member.invited",
                    (UUID) values.get("id"),
                    Map.of("email", email, "roles", Members.words(roles))))
        .chain(
            () ->
                letters.write(
                    session,
                    "invitation",
                    email,
                    words.invited(acting.visitor().name(), acting.tenantName()),
                    "/join/" + token.text()))
        .replaceWith(new MemberAnswer.Done());
  }

  private Uni<Void> note(
      Mutiny.Session session, Acting acting, String action, UUID id, Map<String, ?> facts) {
    return audit.note(
        session, acting.tenant(), acting.person(), action, "invitation", id.toString(), facts);
  }

  static Set<Role> roles(List<String> words) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    words.forEach(word -> roles.add(Role.of(word)));
    return roles;
  }

  @RegisterForReflection
  record Count(long found) {}

  @RegisterForReflection
  record InvitationRow(
      UUID id,
      String email,
      List<String> roles,
      @Nullable String inviter,
      Instant createdAt,
      Instant expiresAt) {
    Invitation toInvitation() {
      return new Invitation(id, email, Invitations.roles(roles), inviter, createdAt, expiresAt);
    }
  }

  @RegisterForReflection
  record SeatRow(
      UUID tenantId,
      String slug,
      String tenantName,
      String email,
      List<String> roles,
      String inviter,
      boolean known) {
    Seat toSeat() {
      return new Seat(
          new TenantId(tenantId),
          slug,
          tenantName,
          email,
          Invitations.roles(roles),
          inviter,
          known);
    }
  }
}
