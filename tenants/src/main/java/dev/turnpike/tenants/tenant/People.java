package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.Token;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.reactive.mutiny.Mutiny;

/** People and how they log in. A person is nobody's row: it is found by functions only. */
@ApplicationScoped
public class People {
  /** A password costs 19 MiB while it is compared: this many at once. */
  private static final int COMPARING_AT_ONCE = 2;

  private static final int WAITING_AT_MOST = 32;
  private static final int LONGEST_PASSWORD = 1_024;

  /** How long the second factor may take after the first. */
  public static final Duration TICKET_LIFETIME = Duration.ofMinutes(5);

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;
  private final WorkerExecutor worker;
  private final Attempts attempts = new Attempts();
  private final AtomicInteger comparing = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();

  /** Compared when the address is unknown, so that the answer takes the same time. */
  private final String nobodysHash;

  People(Tenancy tenancy, Rows rows, Clock clock, Vertx vertx) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
    this.worker = vertx.createSharedWorkerExecutor("passwords", COMPARING_AT_ONCE);
    this.nobodysHash = Passwords.unmatchable(random);
  }

  /**
   * Checks an e-mail address, in any case, and a password; costs about 50 ms off the event loop.
   */
  public Uni<LogIn> logIn(String email, String password) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    if (password.length() > LONGEST_PASSWORD) {
      return Uni.createFrom().item(new LogIn.Wrong());
    }
    if (attempts.areTooMany(address, clock.instant())) {
      return Uni.createFrom().item(new LogIn.Wait());
    }
    return tenancy
        .asNobody(session -> credentials(session, address))
        .chain(found -> compare(address, password, found));
  }

  /** The person with their memberships as they are now; empty when there is no such person. */
  public Uni<Optional<Visitor>> visitor(PersonId person) {
    return tenancy.asNobody(session -> visitor(session, person));
  }

  Uni<Optional<Visitor>> visitor(Mutiny.Session session, PersonId person) {
    return rows.list(
            session,
            PersonRow.class,
            "select * from person_with_memberships(:person)",
            Map.of("person", person.value()))
        .map(PersonRow::toVisitor);
  }

  /** The PHC string of a new password; costs about 50 ms off the event loop. */
  public Uni<String> hash(String password) {
    return worker.executeBlocking(() -> Passwords.hash(password, random), false);
  }

  /**
   * Whether it is the visitor's password, asked again before something that matters. Guesses count
   * as failed log-ins; too many of them answer false for a minute.
   */
  public Uni<Boolean> knows(Visitor visitor, String password) {
    String address = visitor.email();
    if (password.length() > LONGEST_PASSWORD || attempts.areTooMany(address, clock.instant())) {
      return Uni.createFrom().item(false);
    }
    return tenancy
        .asNobody(session -> credentials(session, address))
        .chain(
            found ->
                worker.executeBlocking(
                    () ->
                        Passwords.matches(
                            password, found.map(Credentials::passwordHash).orElse(nobodysHash)),
                    false))
        .invoke(same -> counted(address, same));
  }

  private void counted(String address, boolean right) {
    if (right) {
      attempts.succeeded(address);
    } else {
      attempts.failed(address, clock.instant());
    }
  }

  private Uni<Optional<Credentials>> credentials(Mutiny.Session session, String address) {
    return rows.first(
        session,
        Credentials.class,
        "select person_id, password_hash, second_factor from login_person(:email)",
        Map.of("email", address));
  }

  private Uni<LogIn> compare(String address, String password, Optional<Credentials> found) {
    if (comparing.incrementAndGet() > WAITING_AT_MOST) {
      comparing.decrementAndGet();
      return Uni.createFrom().item(new LogIn.Wait());
    }
    String hash = found.map(Credentials::passwordHash).orElse(nobodysHash);
    return worker
        .executeBlocking(() -> Passwords.matches(password, hash), false)
        .eventually(comparing::decrementAndGet)
        .chain(same -> conclude(address, same ? found : Optional.empty()));
  }

  private Uni<LogIn> conclude(String address, Optional<Credentials> proven) {
    counted(address, proven.isPresent());
    if (proven.isEmpty()) {
      return Uni.createFrom().item(new LogIn.Wrong());
    }
    PersonId person = new PersonId(proven.get().personId());
    return proven.get().secondFactor() ? ticket(person) : welcome(person);
  }

  Uni<LogIn> welcome(PersonId person) {
    return visitor(person)
        .map(visitor -> visitor.<LogIn>map(LogIn.Welcome::new).orElseGet(LogIn.Wrong::new));
  }

  private Uni<LogIn> ticket(PersonId person) {
    Token token = Token.next(random);
    Instant now = clock.instant();
    return tenancy
        .asNobody(
            session ->
                rows.call(
                    session,
                    "one_time_open(:hash, 'log-in', :person, cast(:now as timestamptz),"
                        + " cast(:expires as timestamptz))",
                    Map.of(
                        "hash",
                        token.hash(),
                        "person",
                        person.value(),
                        "now",
                        now,
                        "expires",
                        now.plus(TICKET_LIFETIME))))
        .replaceWith(new LogIn.CodeNeeded(token.text()));
  }

  @RegisterForReflection
  record Credentials(UUID personId, String passwordHash, boolean secondFactor) {
    @Override
    public String toString() {
      return "credentials of " + personId;
    }
  }
}
