package dev.turnpike.tenants.definition;

import static dev.turnpike.tenants.definition.Writing.each;
import static dev.turnpike.tenants.definition.Writing.with;

import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Passwords;
import dev.turnpike.tenants.tenant.Role;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

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
   * @param known keys that an earlier start issued, by {@code tenant/application/state}
   */
  public Uni<Cast> apply(Map<String, String> known) {
    Map<String, TenantFile> files = new LinkedHashMap<>();
    FILES.forEach(name -> files.put(name, TenantFile.parse(path(name), text(name))));
    List<Key> keys = new ArrayList<>();
    return each(List.copyOf(files.entrySet()), file -> applyFile(file.getKey(), file.getValue()))
        .chain(
            () ->
                each(
                    SampleStory.parse(text("story")).applications(),
                    chapter -> tell(chapter, known, keys)))
        .map(done -> new Cast(people(List.copyOf(files.values())), keys));
  }

  private static String path(String name) {
    return "samples/" + name + ".yaml";
  }

  private static String text(String name) {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(path(name))) {
      if (file == null) {
        throw new IllegalStateException(path(name) + " is missing in the program");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Person> people(List<TenantFile> files) {
    return files.stream()
        .flatMap(
            file ->
                TenantFile.orEmpty(file.people()).stream()
                    .map(
                        person ->
                            new Person(
                                person.email(),
                                file.tenant(),
                                person.roles().stream().map(Role::word).toList())))
        .toList();
  }

  /** People first: the file seats whoever has an account. */
  private Uni<Void> applyFile(String name, TenantFile file) {
    return each(
            TenantFile.orEmpty(file.people()), person -> tenancy.asNobody(s -> register(s, person)))
        .chain(() -> definitions.apply(new Author.Sample(), path(name), text(name), null))
        .invoke(
            answer -> {
              if (!(answer instanceof Definitions.Applied)) {
                throw new IllegalStateException(path(name) + " cannot be applied: " + answer);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> tell(SampleStory.Chapter chapter, Map<String, String> known, List<Key> keys) {
    return tenancy
        .asNobody(
            session ->
                Writing.returned(
                    session,
                    "select id from tenant_by_slug(:slug) as id",
                    Map.of("slug", chapter.tenant())))
        .map(TenantId::new)
        .chain(
            tenant -> tenancy.as(tenant, session -> tell(session, tenant, chapter, known, keys)));
  }

  private Uni<Void> register(Mutiny.Session session, TenantFile.PersonEntry person) {
    return session
        .createNativeQuery("select person_id from login_person(:email)", UUID.class)
        .setParameter("email", person.email())
        .getSingleResultOrNull()
        .chain(
            there ->
                there != null
                    ? Uni.createFrom().item(there)
                    : Writing.returned(
                        session,
                        "select register_person(:id, :email, :name, :hash, :now)",
                        with("id", ids.next())
                            .and("email", person.email())
                            .and("name", person.name())
                            .and("hash", Passwords.hash(PASSWORD, random))
                            .and("now", clock.instant())))
        .replaceWithVoid();
  }

  private Uni<Void> tell(
      Mutiny.Session session,
      TenantId tenant,
      SampleStory.Chapter chapter,
      Map<String, String> known,
      List<Key> keys) {
    return Writing.returned(
            session,
            "select id from application where tenant_id = :tenant and slug = :slug",
            Map.of("tenant", tenant.value(), "slug", chapter.application()))
        .call(
            id ->
                each(chapter.subscriptions(), entry -> relations.apply(session, tenant, id, entry)))
        .chain(
            id ->
                each(
                    chapter.keys(),
                    key ->
                        applyKey(session, tenant, id, key, known.get(name(chapter, key)))
                            .invoke(text -> keys.add(entry(chapter, key, text)))
                            .replaceWithVoid()));
  }

  private static String name(SampleStory.Chapter chapter, SampleStory.KeyEntry key) {
    return chapter.tenant() + "/" + chapter.application() + "/" + key.state();
  }

  private static Key entry(SampleStory.Chapter chapter, SampleStory.KeyEntry key, String text) {
    SampleStory.SubscriptionEntry first = chapter.subscriptions().getFirst();
    return new Key(
        text,
        chapter.tenant(),
        chapter.application(),
        first.publisher(),
        first.product(),
        key.state());
  }

  /** Keeps the key that an earlier start issued, if it is still there; else issues one. */
  private Uni<String> applyKey(
      Mutiny.Session session,
      TenantId tenant,
      UUID application,
      SampleStory.KeyEntry key,
      @Nullable String known) {
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
      Mutiny.Session session, TenantId tenant, UUID application, SampleStory.KeyEntry key) {
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
