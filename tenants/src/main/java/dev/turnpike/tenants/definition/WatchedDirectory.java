package dev.turnpike.tenants.definition;

import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Applies the files of a directory as they change, on any node and however often: what is there
 * already changes nothing. A file that goes away changes nothing either.
 */
@ApplicationScoped
public class WatchedDirectory {
  private static final Logger LOG = Logger.getLogger(WatchedDirectory.class);
  private static final int MOST_FILES = 500;
  private static final int MOST_FAULTS = 100;

  private final Optional<Path> directory;
  private final Definitions definitions;
  private final Tenancy tenancy;
  private final Rows rows;
  private final Clock clock;

  /** What each file said when it was last answered for. */
  private final Map<String, String> seen = new ConcurrentHashMap<>();

  @jakarta.inject.Inject
  WatchedDirectory(
      DirectoryConfig config, Definitions definitions, Tenancy tenancy, Rows rows, Clock clock) {
    this(config.directory(), definitions, tenancy, rows, clock);
  }

  private WatchedDirectory(
      Optional<Path> directory, Definitions definitions, Tenancy tenancy, Rows rows, Clock clock) {
    this.directory = directory;
    this.definitions = definitions;
    this.tenancy = tenancy;
    this.rows = rows;
    this.clock = clock;
  }

  /** The same on another directory; for who starts without one. */
  public WatchedDirectory at(Path other) {
    return new WatchedDirectory(Optional.of(other), definitions, tenancy, rows, clock);
  }

  /** A file as it is now. */
  public record Found(String name, String text) {}

  /** The files that are otherwise than when they were last applied. Reads the disk: it blocks. */
  public List<Found> changed() {
    if (directory.isEmpty()) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(directory.get())) {
      for (Path file : all.filter(WatchedDirectory::isFile).sorted().limit(MOST_FILES).toList()) {
        read(file).filter(read -> !read.text().equals(seen.get(read.name()))).ifPresent(found::add);
      }
    } catch (IOException unreadable) {
      LOG.warnf("turnpike.tenants.directory cannot be read: %s", unreadable);
    }
    return found;
  }

  private static boolean isFile(Path file) {
    String name = String.valueOf(file.getFileName());
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".")
        && Files.isRegularFile(file);
  }

  private static Optional<Found> read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > 4L * YamlDocument.LONGEST) {
        LOG.warnf("%s is too large to be a tenant's file", name);
        return Optional.empty();
      }
      return Optional.of(new Found(name, Files.readString(file)));
    } catch (IOException unreadable) {
      LOG.warnf("%s cannot be read: %s", name, unreadable);
      return Optional.empty();
    }
  }

  /** Applies one of them; an answer, good or bad, is given once for what it says. */
  public Uni<Definitions.Answer> apply(Found file) {
    return definitions
        .apply(new Author.Operator(), file.name(), file.text(), null)
        .call(answer -> keep(file, answer))
        .invoke(answer -> seen.put(file.name(), file.text()));
  }

  private Uni<Void> keep(Found file, Definitions.Answer answer) {
    List<String> faults =
        answer instanceof Definitions.Refused(List<TenantText.Wrong> wrong)
            ? wrong.stream().limit(MOST_FAULTS).map(one -> file.name() + ":" + one).toList()
            : List.of();
    faults.forEach(LOG::warn);
    if (answer instanceof Definitions.Applied(Changes changes) && !changes.isEmpty()) {
      LOG.infof(
          "%s applied: %d created, %d changed, %d retired",
          file.name(),
          changes.count(Change.Kind.CREATE),
          changes.count(Change.Kind.CHANGE),
          changes.count(Change.Kind.RETIRE));
    }
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    IdRow.class,
                    "select id from tenant_by_slug(:slug) as id where id is not null",
                    Map.of("slug", slug(file))))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : keep(new TenantId(found.get().id()), file, faults));
  }

  /** What the file says, or what it is called when it says nothing that can be read. */
  private static String slug(Found file) {
    String stem = file.name().substring(0, file.name().lastIndexOf('.'));
    return YamlDocument.read(file.text()) instanceof YamlDocument.Good good
        ? good.tree().path("tenant").asText(stem)
        : stem;
  }

  private Uni<Void> keep(TenantId tenant, Found file, List<String> faults) {
    return tenancy.as(
        tenant,
        session ->
            (faults.isEmpty()
                    ? rows.change(
                        session,
                        "delete from tenant_file_fault where tenant_id = :tenant",
                        Map.of("tenant", tenant.value()))
                    : rows.change(
                        session,
                        """
                        insert into tenant_file_fault values (:tenant, :name,
                          string_to_array(cast(:faults as text), chr(10)), :now)
                        on conflict (tenant_id) do update set name = excluded.name,
                          faults = excluded.faults, seen_at = excluded.seen_at
                        """,
                        Map.of(
                            "tenant",
                            tenant.value(),
                            "name",
                            file.name(),
                            "faults",
                            String.join(
                                "\n", faults.stream().map(f -> f.replace('\n', ' ')).toList()),
                            "now",
                            clock.instant())))
                .replaceWithVoid());
  }

  @RegisterForReflection
  record IdRow(UUID id) {}
}
