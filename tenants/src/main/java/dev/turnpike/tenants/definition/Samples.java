package dev.turnpike.tenants.definition;

import static dev.turnpike.tenants.definition.Definitions.each;
import static dev.turnpike.tenants.definition.Definitions.with;

import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Passwords;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The cast: acme, globex, initech and who runs the platform, with a key for each state that a key
 * can be in. Seed of the demo and of the tests. What is there already is left as it is, so a second
 * start loses nothing.
 */
@ApplicationScoped
public class Samples {
  /** Everybody of the cast has it; accounts of the cast are test accounts. */
  public static final String PASSWORD = "turnpike-demo";

  private static final List<String> FILES = List.of("acme", "globex", "initech", "turnpike");

  private final Definitions definitions;
  private final SampleRelations relations;
  private final Tenancy tenancy;
  private final Rows rows;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Samples(
      Definitions definitions,
      SampleRelations relations,
      Tenancy tenancy,
      Rows rows,
      Ids ids,
      Clock clock) {
    this.definitions = definitions;
    this.relations = relations;
    this.tenancy = tenancy;
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  /** Somebody who can log in with {@link #PASSWORD}. */
  public record Person(String email, String tenant, List<String> roles) {}

  /**
   * A key and the state it is there to show.
   *
   * @param publisher of the first API that its application subscribes to
   */
  public record Key(
      String key, String tenant, String application, String publisher, String api, String state) {}

  /** What was applied. */
  public record Cast(List<Person> people, List<Key> keys) {
    public Cast {
      people = List.copyOf(people);
      keys = List.copyOf(keys);
    }
  }

  /**
   * Applies the files and tells who and what can be used.
   *
   * @param origins turns a file's origin into an address
   * @param known keys that an earlier start issued, by {@code tenant/application/state}
   */
  public Uni<Cast> apply(UnaryOperator<String> origins, Map<String, String> known) {
    List<TenantFile> files = FILES.stream().map(Samples::read).toList();
    Cast cast = new Cast(people(files), List.of());
    List<Key> keys = new ArrayList<>();
    return each(files, file -> definitions.apply(file, origins).replaceWithVoid())
        .chain(() -> each(files, file -> applyTenant(file, known, keys)))
        .map(done -> new Cast(cast.people(), keys));
  }

  private static TenantFile read(String name) {
    String path = "samples/" + name + ".yaml";
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException(path + " is missing in the program");
      }
      return TenantFile.parse(path, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Person> people(List<TenantFile> files) {
    return files.stream()
        .flatMap(
            file ->
                file.people().stream().map(p -> new Person(p.email(), file.tenant(), p.roles())))
        .toList();
  }

  private Uni<Void> applyTenant(TenantFile file, Map<String, String> known, List<Key> keys) {
    return tenancy
        .asNobody(
            session ->
                Definitions.returned(
                    session,
                    "select id from tenant_by_slug(:slug) as id",
                    Map.of("slug", file.tenant())))
        .map(TenantId::new)
        .chain(
            tenant ->
                tenancy.as(
                    tenant,
                    session ->
                        each(file.people(), person -> join(session, tenant, person))
                            .chain(
                                () ->
                                    each(
                                        file.applications(),
                                        app ->
                                            applyApplication(
                                                session, tenant, file, app, known, keys)))));
  }

  private Uni<Void> join(Mutiny.Session session, TenantId tenant, TenantFile.PersonEntry person) {
    return session
        .createNativeQuery("select person_id from login_person(:email)", UUID.class)
        .setParameter("email", person.email())
        .getSingleResultOrNull()
        .chain(
            there ->
                there != null
                    ? Uni.createFrom().item(there)
                    : Definitions.returned(
                        session,
                        "select register_person(:id, :email, :name, :hash, :now)",
                        with("id", ids.next())
                            .and("email", person.email())
                            .and("name", person.name())
                            .and("hash", Passwords.hash(PASSWORD, random))
                            .and("now", clock.instant())))
        .chain(
            id ->
                rows.change(
                    session,
                    """
                    insert into membership values
                      (:tenant, :person, string_to_array(:roles, ','), :now)
                    on conflict do nothing
                    """,
                    with("tenant", tenant.value())
                        .and("person", id)
                        .and("roles", String.join(",", person.roles()))
                        .and("now", clock.instant())))
        .replaceWithVoid();
  }

  private Uni<Void> applyApplication(
      Mutiny.Session session,
      TenantId tenant,
      TenantFile file,
      TenantFile.ApplicationEntry application,
      Map<String, String> known,
      List<Key> keys) {
    return Definitions.returned(
            session,
            """
            insert into application values (:id, :tenant, :slug, :name, :now)
            on conflict (tenant_id, slug) do update set name = excluded.name
            returning id
            """,
            with("id", ids.next())
                .and("tenant", tenant.value())
                .and("slug", application.slug())
                .and("name", application.name())
                .and("now", clock.instant()))
        .call(
            id ->
                each(
                    application.subscriptions(),
                    entry -> relations.apply(session, tenant, id, entry)))
        .chain(
            id ->
                each(
                    application.keys(),
                    key ->
                        applyKey(session, tenant, id, key, known.get(name(file, application, key)))
                            .invoke(text -> keys.add(entry(file, application, key, text)))
                            .replaceWithVoid()));
  }

  private static String name(
      TenantFile file, TenantFile.ApplicationEntry application, TenantFile.KeyEntry key) {
    return file.tenant() + "/" + application.slug() + "/" + key.state();
  }

  private static Key entry(
      TenantFile file,
      TenantFile.ApplicationEntry application,
      TenantFile.KeyEntry key,
      String text) {
    TenantFile.SubscriptionEntry first = application.subscriptions().getFirst();
    return new Key(
        text, file.tenant(), application.slug(), first.publisher(), first.product(), key.state());
  }

  /** Keeps the key that an earlier start issued, if it is still there; else issues one. */
  private Uni<String> applyKey(
      Mutiny.Session session,
      TenantId tenant,
      UUID application,
      TenantFile.KeyEntry key,
      @org.jspecify.annotations.Nullable String known) {
    String id =
        known != null && ApiKeys.parse(known) instanceof Credential.ApiKey parsed
            ? parsed.id()
            : "";
    return session
        .createNativeQuery("select count(*) from api_key where id = :id", Long.class)
        .setParameter("id", id)
        .getSingleResult()
        .chain(
            there ->
                there > 0 && known != null
                    ? Uni.createFrom().item(known)
                    : issue(session, tenant, application, key));
  }

  private Uni<String> issue(
      Mutiny.Session session, TenantId tenant, UUID application, TenantFile.KeyEntry key) {
    ApiKeys.Issued issued = ApiKeys.issue(Mode.TEST, random);
    Instant now = clock.instant();
    boolean revoked = key.state().equals("revoked");
    return rows.change(
            session,
            """
            insert into api_key (id, tenant_id, application_id, name, mode, secret_hash,
              created_at, revoked_at)
            values (:id, :tenant, :application, :name, 'test', :hash, :created,
              cast(cast(:revoked as text) as timestamptz))
            """,
            with("id", issued.id())
                .and("tenant", tenant.value())
                .and("application", application)
                .and("name", key.name())
                .and("hash", issued.secretHash())
                .and("created", now.minus(Duration.ofDays(30)))
                .and("revoked", revoked ? now.minus(Duration.ofDays(1)).toString() : null))
        .replaceWith(issued.text());
  }
}
