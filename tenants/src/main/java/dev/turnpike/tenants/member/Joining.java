package dev.turnpike.tenants.member;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.Token;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.PersonalData;
import dev.turnpike.tenants.tenant.PersonalData.PasswordFault;
import dev.turnpike.tenants.tenant.Visitor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Taking the seat that an invitation offers: as somebody known, or as somebody new. */
@ApplicationScoped
public class Joining {
  private final Tenancy tenancy;
  private final Rows rows;
  private final People people;
  private final Invitations invitations;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Joining(
      Tenancy tenancy,
      Rows rows,
      People people,
      Invitations invitations,
      Audit audit,
      Ids ids,
      Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.people = people;
    this.invitations = invitations;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** The answer to whoever wants the seat. */
  public sealed interface Answer {
    record Joined(PersonId person, String slug) implements Answer {}

    /** The link is over, was used, or is for another address. */
    record NotYours() implements Answer {}

    record NameMissing() implements Answer {}

    record Password(PasswordFault fault) implements Answer {}
  }

  /** Takes the seat as the person whose address was invited. */
  public Uni<Answer> accept(Visitor visitor, String link) {
    return seated(link, (session, token) -> Uni.createFrom().item(visitor.person()));
  }

  /** Makes an account for the address that was invited, and takes the seat. */
  public Uni<Answer> register(String link, String name, String password) {
    if (!PersonalData.isName(name)) {
      return Uni.createFrom().item(new Answer.NameMissing());
    }
    Optional<PasswordFault> fault = PersonalData.fault(password, "", name);
    if (fault.isPresent()) {
      return Uni.createFrom().item(new Answer.Password(fault.get()));
    }
    return people
        .hash(password)
        .chain(
            hash -> seated(link, (session, token) -> register(session, token, name.strip(), hash)));
  }

  private interface Newcomer {
    Uni<@Nullable PersonId> in(Mutiny.Session session, Token token);
  }

  private Uni<Answer> seated(String link, Newcomer newcomer) {
    return invitations
        .find(link)
        .chain(
            seat ->
                seat.isEmpty()
                    ? Uni.createFrom().item(new Answer.NotYours())
                    : tenancy.as(
                        seat.get().tenant(),
                        session -> seated(session, new Token(link), seat.get(), newcomer)));
  }

  private Uni<Answer> seated(Mutiny.Session session, Token token, Seat seat, Newcomer newcomer) {
    return newcomer
        .in(session, token)
        .chain(
            person ->
                person == null
                    ? Uni.createFrom().item(new Answer.NotYours())
                    : accept(session, token, person)
                        .chain(
                            taken ->
                                taken
                                    ? joined(session, seat, person)
                                    : Uni.createFrom().item(new Answer.NotYours())));
  }

  private Uni<@Nullable PersonId> register(
      Mutiny.Session session, Token token, String name, String hash) {
    return rows.first(
            session,
            Found.class,
            "select invitation_register(:hash, :id, :name, :password, cast(:now as timestamptz))"
                + " as id",
            Map.of(
                "hash",
                token.hash(),
                "id",
                ids.next(),
                "name",
                name,
                "password",
                hash,
                "now",
                clock.instant()))
        .map(found -> found.map(Found::id).map(PersonId::new).orElse(null));
  }

  private Uni<Boolean> accept(Mutiny.Session session, Token token, PersonId person) {
    return rows.first(
            session,
            Found.class,
            "select invitation_accept(:hash, :person, cast(:now as timestamptz)) as id",
            Map.of("hash", token.hash(), "person", person.value(), "now", clock.instant()))
        .map(found -> found.map(Found::id).isPresent());
  }

  private Uni<Answer> joined(Mutiny.Session session, Seat seat, PersonId person) {
    return audit
        .note(
            session,
            seat.tenant(),
            person,
            "member.joined",
            "person",
            person.toString(),
            Map.of("roles", Members.words(seat.roles()), "inviter", seat.inviter()))
        .replaceWith(new Answer.Joined(person, seat.slug()));
  }

  @RegisterForReflection
  record Found(@Nullable UUID id) {}
}
