package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.reactive.mutiny.Mutiny;

/** People and how they log in. A person is nobody's row: it is found by two functions only. */
@ApplicationScoped
public class People {
  /** A password costs 19 MiB while it is compared: this many at once. */
  private static final int COMPARING_AT_ONCE = 2;

  private static final int WAITING_AT_MOST = 32;
  private static final int LONGEST_PASSWORD = 1_024;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;
  private final WorkerExecutor worker;
  private final Attempts attempts = new Attempts();
  private final AtomicInteger comparing = new AtomicInteger();

  /** Compared when the address is unknown, so that the answer takes the same time. */
  private final String nobodysHash;

  People(Tenancy tenancy, Rows rows, Clock clock, Vertx vertx) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
    this.worker = vertx.createSharedWorkerExecutor("passwords", COMPARING_AT_ONCE);
    this.nobodysHash = Passwords.unmatchable(new SecureRandom());
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

  private Uni<Optional<Credentials>> credentials(Mutiny.Session session, String address) {
    return rows.first(
        session,
        Credentials.class,
        "select person_id, password_hash from login_person(:email)",
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
    if (proven.isEmpty()) {
      attempts.failed(address, clock.instant());
      return Uni.createFrom().item(new LogIn.Wrong());
    }
    attempts.succeeded(address);
    return visitor(new PersonId(proven.get().personId()))
        .map(visitor -> visitor.<LogIn>map(LogIn.Welcome::new).orElseGet(LogIn.Wrong::new));
  }

  @RegisterForReflection
  record Credentials(UUID personId, String passwordHash) {
    @Override
    public String toString() {
      return "credentials of " + personId;
    }
  }
}
