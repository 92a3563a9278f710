package dev.turnpike.tenants.signup;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.Token;
import dev.turnpike.tenants.notice.LetterWords;
import dev.turnpike.tenants.notice.Letters;
import dev.turnpike.tenants.tenant.People;
import dev.turnpike.tenants.tenant.PersonalData;
import dev.turnpike.tenants.tenant.PersonalData.PasswordFault;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Sign-up: nothing exists of somebody until they opened the link that was sent to their address.
 * Then they are a person and own a tenant of one. Whether an address is known shows only in the
 * letter.
 */
@ApplicationScoped
public class SignUps {
  public static final Duration LINK_LIFETIME = Duration.ofHours(24);

  private final Tenancy tenancy;
  private final Rows rows;
  private final People people;
  private final Doors doors;
  private final Letters letters;
  private final LetterWords words;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SignUps(
      Tenancy tenancy,
      Rows rows,
      People people,
      Doors doors,
      Letters letters,
      LetterWords words,
      Audit audit,
      Ids ids,
      Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.people = people;
    this.doors = doors;
    this.letters = letters;
    this.words = words;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** A sign-up whose link was opened but not confirmed. */
  @RegisterForReflection
  public record Pending(String email, String name, String organisation) {}

  /** Who came into being. */
  public record Verified(PersonId person, TenantId tenant, String slug, String back) {}

  /** Checks what was written and sends a letter. */
  public Uni<SignUpAnswer> ask(SignUpWish wish) {
    List<SignUpAnswer.Fault> faults = faults(wish);
    if (!faults.isEmpty()) {
      return Uni.createFrom().item(new SignUpAnswer.Invalid(faults));
    }
    String email = PersonalData.email(wish.email()).orElseThrow();
    return doors
        .closedTo(wish.publisher(), email)
        .chain(
            closed ->
                closed.isPresent()
                    ? Uni.createFrom().item(new SignUpAnswer.Closed(closed.get().domains()))
                    : people
                        .hash(wish.password())
                        .chain(hash -> tenancy.asNobody(s -> put(s, wish, email, hash)))
                        .replaceWith(new SignUpAnswer.LetterSent()));
  }

  /** What a link stands for; empty when it is over, used or never was. */
  public Uni<Optional<Pending>> find(String link) {
    return Token.of(link)
        .map(
            token ->
                tenancy.asNobody(
                    session ->
                        rows.first(
                            session,
                            Pending.class,
                            "select * from sign_up_find(:hash, cast(:now as timestamptz))",
                            Map.of("hash", token.hash(), "now", clock.instant()))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /** The address is theirs: makes the person and their tenant. Empty when the link is over. */
  public Uni<Optional<Verified>> verify(String link) {
    PersonId person = new PersonId(ids.next());
    TenantId tenant = new TenantId(ids.next());
    return Token.of(link)
        .map(
            token ->
                tenancy.as(
                    tenant,
                    session ->
                        take(session, token, person)
                            .chain(
                                taken ->
                                    taken.isEmpty()
                                        ? Uni.createFrom().item(Optional.<Verified>empty())
                                        : found(session, taken.get(), person, tenant)
                                            .map(Optional::of))))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  /** A further tenant of somebody who is known; empty when the name cannot be. */
  public Uni<Optional<Verified>> foundTenant(PersonId founder, String name) {
    if (!PersonalData.isName(name)) {
      return Uni.createFrom().item(Optional.empty());
    }
    TenantId tenant = new TenantId(ids.next());
    Taken taken = new Taken("", name.strip(), null, "");
    return tenancy.as(tenant, session -> found(session, taken, founder, tenant).map(Optional::of));
  }

  private static List<SignUpAnswer.Fault> faults(SignUpWish wish) {
    List<SignUpAnswer.Fault> faults = new ArrayList<>();
    Optional<String> email = PersonalData.email(wish.email());
    if (email.isEmpty()) {
      faults.add(SignUpAnswer.Fault.EMAIL);
    }
    if (!PersonalData.isName(wish.name())) {
      faults.add(SignUpAnswer.Fault.NAME);
    }
    if (!wish.organisation().isBlank() && !PersonalData.isName(wish.organisation())) {
      faults.add(SignUpAnswer.Fault.ORGANISATION);
    }
    PersonalData.fault(wish.password(), email.orElse(""), wish.name())
        .map(SignUps::fault)
        .ifPresent(faults::add);
    return faults;
  }

  private static SignUpAnswer.Fault fault(PasswordFault fault) {
    return switch (fault) {
      case SHORT -> SignUpAnswer.Fault.PASSWORD_SHORT;
      case LONG -> SignUpAnswer.Fault.PASSWORD_LONG;
      case GUESSED -> SignUpAnswer.Fault.PASSWORD_GUESSED;
    };
  }

  private Uni<Void> put(Mutiny.Session session, SignUpWish wish, String email, String hash) {
    Token token = Token.next(random);
    Instant now = clock.instant();
    String name = wish.name().strip();
    Map<String, Object> values = new HashMap<>();
    values.put("hash", token.hash());
    values.put("email", email);
    values.put("name", name);
    values.put("organisation", wish.organisation().isBlank() ? name : wish.organisation().strip());
    values.put("password", hash);
    values.put("publisher", wish.publisher());
    values.put("back", wish.back());
    values.put("now", now);
    values.put("expires", now.plus(LINK_LIFETIME));
    return rows.first(
            session,
            Put.class,
            "select sign_up_put(:hash, :email, :name, :organisation, :password, :publisher, :back,"
                + " cast(:now as timestamptz), cast(:expires as timestamptz)) as free",
            values)
        .chain(
            put ->
                put.orElseThrow().free()
                    ? letters.write(
                        session, "verify", email, words.verify(name), "/verify/" + token.text())
                    : letters.write(session, "verify", email, words.known(), "/reset"));
  }

  private Uni<Optional<Taken>> take(Mutiny.Session session, Token token, PersonId person) {
    return rows.first(
        session,
        Taken.class,
        "select * from sign_up_take(:hash, :person, cast(:now as timestamptz))",
        Map.of("hash", token.hash(), "person", person.value(), "now", clock.instant()));
  }

  private Uni<Verified> found(
      Mutiny.Session session, Taken taken, PersonId person, TenantId tenant) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", tenant.value());
    values.put("slug", PersonalData.slug(taken.organisation(), tenant));
    values.put("name", taken.organisation());
    values.put("person", person.value());
    values.put("at", clock.instant());
    return rows.first(
            session,
            Founded.class,
            "select found_own_tenant(:id, :slug, :name, :person, cast(:at as timestamptz)) as slug",
            values)
        .map(founded -> founded.orElseThrow().slug())
        .call(
            slug ->
                audit.note(
                    session,
                    tenant,
                    person,
                    "tenant.founded",
                    "tenant",
                    tenant.toString(),
                    Map.of("slug", slug)))
        .call(
            () ->
                taken.publisherId() == null
                    ? Uni.createFrom().voidItem()
                    : doors
                        .knock(
                            session,
                            new TenantId(taken.publisherId()),
                            tenant,
                            person,
                            taken.email())
                        .replaceWithVoid())
        .map(slug -> new Verified(person, tenant, slug, taken.back()));
  }

  @RegisterForReflection
  record Put(boolean free) {}

  @RegisterForReflection
  record Taken(String email, String organisation, @Nullable UUID publisherId, String back) {}

  @RegisterForReflection
  record Founded(String slug) {}
}
