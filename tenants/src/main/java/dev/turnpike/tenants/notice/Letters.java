package dev.turnpike.tenants.notice;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.ThisContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of letters to an address, whether or not somebody known reads there. A letter is
 * written in the transaction of what it tells, taken by pushing its time ahead, and sent outside of
 * any transaction; a node that dies in between sends it again. At most five of a kind go to one
 * address within an hour.
 */
@ApplicationScoped
public class Letters {
  private static final Logger LOG = Logger.getLogger(Letters.class);
  private static final int AT_ONCE = 20;
  private static final int MOST_ATTEMPTS = 8;
  private static final int MOST_SHOWN = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Tenancy tenancy;
  private final Rows rows;
  private final MailOut out;
  private final Ids ids;
  private final Clock clock;
  private final String portal;
  private final boolean samples;

  Letters(
      Tenancy tenancy,
      Rows rows,
      MailOut out,
      Ids ids,
      Clock clock,
      @ConfigProperty(name = "turnpike.portal.url", defaultValue = "http://localhost:8080")
          String portal,
      @ConfigProperty(name = "turnpike.samples", defaultValue = "false") boolean samples) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.out = out;
    this.ids = ids;
    this.clock = clock;
    this.portal = portal;
    this.samples = samples;
  }

  /** What a letter says; the address of its page follows below the body. */
  public record Words(String subject, String body) {}

  /** A letter as the demo's mail page shows it. */
  @RegisterForReflection
  public record Written(
      UUID id,
      String address,
      String subject,
      String body,
      @Nullable String path,
      String state,
      Instant createdAt) {}

  /**
   * Writes a letter; quietly none when the address got enough of its kind.
   *
   * @param kind such as {@code verify}: what is counted
   * @param path of the page that it leads to, with a slash at its start; may hold a secret
   */
  public Uni<Void> write(
      Mutiny.Session session, String kind, String address, Words words, String path) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", ids.next());
    values.put("kind", kind);
    values.put("address", address);
    values.put("subject", words.subject());
    values.put("body", words.body());
    values.put("path", path);
    values.put("now", clock.instant());
    return rows.call(
        session,
        "letter_put(:id, :kind, :address, :subject, :body, :path, cast(:now as timestamptz))",
        values);
  }

  /** Writes it to every member of a tenant with one of the roles, in whoever's transaction. */
  public Uni<Void> writeToRoles(
      Mutiny.Session session,
      TenantId tenant,
      List<String> roles,
      String kind,
      Words words,
      String path) {
    return rows.list(
            session,
            Address.class,
            "select * from addresses_of(:tenant, string_to_array(:roles, ','))",
            Map.of("tenant", tenant.value(), "roles", String.join(",", roles)))
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .onItem()
        .transformToUniAndConcatenate(one -> write(session, kind, one.email(), words, path))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /** Sends what waits; answers how many went out. */
  public Uni<Integer> send() {
    return tenancy
        .asNobody(
            session ->
                rows.list(
                    session,
                    Letter.class,
                    "select * from letters_take(cast(:now as timestamptz), :most)",
                    Map.of("now", clock.instant(), "most", AT_ONCE)))
        .chain(
            letters ->
                Multi.createFrom()
                    .iterable(letters)
                    .onItem()
                    .transformToUniAndConcatenate(this::send)
                    .collect()
                    .asList())
        .map(sent -> (int) sent.stream().filter(Boolean::booleanValue).count());
  }

  /** The last that were written, newest first; none but where everything is sample data. */
  public Uni<List<Written>> last() {
    return samples
        ? tenancy.asNobody(
            session ->
                rows.list(
                    session,
                    Written.class,
                    "select * from letters_last(:most)",
                    Map.of("most", MOST_SHOWN)))
        : Uni.createFrom().item(List.of());
  }

  private Uni<Boolean> send(Letter letter) {
    return out.send(letter.address(), letter.subject(), letter.text(portal))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(sent -> "")
        .onFailure()
        .recoverWithItem(failed -> "not sent: " + failed.getMessage())
        .emitOn(ThisContext.executor())
        .chain(
            trouble ->
                tenancy
                    .asNobody(session -> mark(session, letter, trouble))
                    .replaceWith(trouble.isEmpty()));
  }

  /** A link with a secret is kept only for the demo's mail page. */
  private Uni<Void> mark(Mutiny.Session session, Letter letter, String trouble) {
    if (trouble.isEmpty()) {
      return rows.call(
          session,
          "letter_sent(:id, cast(:now as timestamptz), :keep)",
          Map.of("id", letter.id(), "now", clock.instant(), "keep", samples));
    }
    LOG.warnf("letter %s did not go out: %s", letter.id(), trouble);
    return rows.call(
        session,
        "letter_failed(:id, :trouble, :most)",
        Map.of("id", letter.id(), "trouble", trouble, "most", MOST_ATTEMPTS));
  }

  @RegisterForReflection
  record Address(String email) {}

  @RegisterForReflection
  record Letter(UUID id, String address, String subject, String body, @Nullable String path) {
    String text(String portal) {
      return path == null ? body + "\n" : body + "\n\n" + portal + path + "\n";
    }

    @Override
    public String toString() {
      return "letter " + id;
    }
  }
}
