package dev.turnpike.tenants.profile;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.Token;
import dev.turnpike.tenants.notice.LetterWords;
import dev.turnpike.tenants.notice.Letters;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.PersonalData;
import dev.turnpike.tenants.tenant.Visitor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * New passwords: for the old one, or for a link that was sent to the address. A second factor stays
 * as it was; whoever lost both asks the platform's operator.
 */
@ApplicationScoped
public class PasswordChanges {
  public static final Duration LINK_LIFETIME = Duration.ofHours(1);

  private final Tenancy tenancy;
  private final Rows rows;
  private final People people;
  private final Letters letters;
  private final LetterWords words;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  PasswordChanges(
      Tenancy tenancy, Rows rows, People people, Letters letters, LetterWords words, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.people = people;
    this.letters = letters;
    this.words = words;
    this.clock = clock;
  }

  /** Changes it for the old one; {@code session} is the token of the session that is to go on. */
  public Uni<PasswordChange> change(
      Visitor visitor, String old, String fresh, Optional<String> session) {
    var fault = PersonalData.fault(fresh, visitor.email(), visitor.name());
    if (fault.isPresent()) {
      return Uni.createFrom().item(new PasswordChange.Invalid(fault.get()));
    }
    byte[] spared = session.map(text -> new Token(text).hash()).orElseGet(() -> new byte[0]);
    return people
        .knows(visitor, old)
        .chain(
            same ->
                same
                    ? people
                        .hash(fresh)
                        .chain(hash -> tenancy.asNobody(s -> set(s, visitor, hash, spared)))
                    : Uni.createFrom().item(new PasswordChange.NotProved()));
  }

  /** Sends a link, if somebody has this address; the answer never tells. */
  public Uni<Void> forgotten(String address) {
    Optional<String> email = PersonalData.email(address);
    if (email.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return tenancy.asNobody(
        session ->
            rows.first(
                    session,
                    Known.class,
                    "select person_id, name from login_person(:email)",
                    Map.of("email", email.get()))
                .chain(
                    known ->
                        known.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : send(session, email.get(), known.get())));
  }

  /** Whether a link is still good; looking changes nothing. */
  public Uni<Boolean> isGood(String link) {
    return Token.of(link)
        .map(token -> tenancy.asNobody(session -> holder(session, token)))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .map(Optional::isPresent);
  }

  /** Sets a new password for a link, once; every session of the person ends. */
  public Uni<PasswordChange> reset(String link, String fresh) {
    Optional<Token> token = Token.of(link);
    if (token.isEmpty()) {
      return Uni.createFrom().item(new PasswordChange.NotProved());
    }
    return tenancy
        .asNobody(session -> holder(session, token.get()))
        .chain(
            holder ->
                holder.isEmpty()
                    ? Uni.createFrom().item(Optional.<Visitor>empty())
                    : people.visitor(holder.get()))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(new PasswordChange.NotProved())
                    : reset(found.get(), fresh));
  }

  private Uni<PasswordChange> reset(Visitor visitor, String fresh) {
    return PersonalData.fault(fresh, visitor.email(), visitor.name())
        .map(fault -> Uni.createFrom().item((PasswordChange) new PasswordChange.Invalid(fault)))
        .orElseGet(
            () ->
                people
                    .hash(fresh)
                    .chain(hash -> tenancy.asNobody(s -> set(s, visitor, hash, new byte[0]))));
  }

  private Uni<Void> send(Mutiny.Session session, String email, Known known) {
    Token token = Token.next(random);
    Instant now = clock.instant();
    return rows.call(
            session,
            "one_time_open(:hash, 'reset', :person, cast(:now as timestamptz),"
                + " cast(:expires as timestamptz))",
            Map.of(
                "hash",
                token.hash(),
                "person",
                known.personId(),
                "now",
                now,
                "expires",
                now.plus(LINK_LIFETIME)))
        .chain(
            () ->
                letters.write(
                    session, "reset", email, words.reset(known.name()), "/reset/" + token.text()));
  }

  private Uni<Optional<PersonId>> holder(Mutiny.Session session, Token token) {
    return rows.first(
            session,
            Holder.class,
            "select one_time_ask(:hash, 'reset', cast(:now as timestamptz)) as person",
            Map.of("hash", token.hash(), "now", clock.instant()))
        .map(found -> found.map(Holder::person).map(PersonId::new));
  }

  private Uni<PasswordChange> set(
      Mutiny.Session session, Visitor visitor, String hash, byte[] spared) {
    return rows.call(
            session,
            "password_set(:person, :hash, :but)",
            Map.of("person", visitor.person().value(), "hash", hash, "but", spared))
        .chain(
            () ->
                letters.write(
                    session, "password", visitor.email(), words.passwordChanged(), "/reset"))
        .replaceWith(new PasswordChange.Done(visitor.person()));
  }

  @RegisterForReflection
  record Known(UUID personId, String name) {}

  @RegisterForReflection
  record Holder(@Nullable UUID person) {}
}
