package dev.turnpike.tenants.definition;

import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.definition.TenantText.Wrong;
import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tenant what its file says: the one way for samples, the management API, the command line
 * and the watched directory. All of a file or nothing, in one transaction; a file that says what is
 * there already changes nothing.
 */
@ApplicationScoped
public class Definitions {
  private final Tenancy tenancy;
  private final Rows rows;
  private final CurrentTenant current;
  private final Hindrances hindrances;
  private final Seats seats;
  private final Writing writing;
  private final Instance<DemoAddresses> demo;
  private final Ids ids;
  private final Clock clock;

  Definitions(
      Tenancy tenancy,
      Rows rows,
      CurrentTenant current,
      Hindrances hindrances,
      Seats seats,
      Writing writing,
      Instance<DemoAddresses> demo,
      Ids ids,
      Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.current = current;
    this.hindrances = hindrances;
    this.seats = seats;
    this.writing = writing;
    this.demo = demo;
    this.ids = ids;
    this.clock = clock;
  }

  /** What became of a file. */
  public sealed interface Answer {}

  /** What applying it would change. */
  public record Planned(Changes changes) implements Answer {}

  /** It is in force on every node within a second. */
  public record Applied(Changes changes) implements Answer {}

  /** Nothing was changed, for all of these faults. */
  public record Refused(List<Wrong> faults) implements Answer {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /** Other changes were confirmed than would be made now; these would. */
  public record Overtaken(Changes changes) implements Answer {}

  /** What is to be done with a file besides comparing it. */
  private record Order(Author author, String name, boolean applies, @Nullable String confirmed) {}

  /** Tells what a file would change, and changes nothing. */
  public Uni<Answer> plan(Author author, String yaml) {
    return answer(new Order(author, "a file", false, null), yaml);
  }

  /**
   * Applies a file.
   *
   * @param name of the file, as people will read it
   * @param confirmed the digest of the changes that somebody agreed to; null: whatever is needed
   */
  public Uni<Answer> apply(Author author, String name, String yaml, @Nullable String confirmed) {
    return answer(new Order(author, name, true, confirmed), yaml);
  }

  /** All of a tenant that the person may see, as the text of its file. */
  public Uni<String> export(Acting acting) {
    acting.require(Permission.EDIT_CATALOGUE);
    return tenancy
        .as(acting.tenant(), session -> current.read(session, acting.tenant()))
        .map(known -> TenantText.write(visible(acting, known.file())));
  }

  /** What the tenant is otherwise than a file said that was applied once. */
  Uni<Changes> drift(Acting acting, String yaml) {
    return switch (YamlDocument.read(yaml)) {
      case YamlDocument.Good good
          when TenantText.read(good, origins())
              instanceof TenantText.Good(TenantFile file, var _) ->
          tenancy.as(
              acting.tenant(),
              session ->
                  current
                      .read(session, acting.tenant())
                      .chain(
                          known ->
                              seats
                                  .fit(session, new Author.Member(acting), file, known)
                                  .map(fit -> Comparison.of(known.file(), fit.file()))));
      // A rule that came later than the file: the next one to be applied has to keep it.
      case YamlDocument.Good _, YamlDocument.Bad _ ->
          Uni.createFrom().item(new Changes(List.of(), List.of()));
    };
  }

  /** People are shown to whom the members' page shows them. */
  private static TenantFile visible(Acting acting, TenantFile file) {
    return acting.may(Permission.SEE_MEMBERS)
        ? file
        : new TenantFile(
            file.tenant(),
            file.name(),
            file.publishes(),
            file.support(),
            file.brand(),
            file.signUp(),
            null,
            null,
            file.apis(),
            file.products(),
            file.applications());
  }

  private Uni<Answer> answer(Order order, String yaml) {
    return switch (YamlDocument.read(yaml)) {
      case YamlDocument.Bad bad -> Uni.createFrom().item(new Refused(TenantText.wrong(bad)));
      case YamlDocument.Good good ->
          switch (TenantText.read(good, origins())) {
            case TenantText.Bad(List<Wrong> faults) -> Uni.createFrom().item(new Refused(faults));
            case TenantText.Good sound -> answer(order, sound, yaml, good.places());
          };
    };
  }

  private UnaryOperator<String> origins() {
    return demo.isResolvable() ? OriginNames.of(demo.get()) : UnaryOperator.identity();
  }

  private Uni<Answer> answer(Order order, TenantText.Good sound, String yaml, YamlPlaces places) {
    TenantFile file = sound.file();
    return whose(order, file)
        .chain(
            tenant ->
                tenant.isEmpty()
                    ? Uni.createFrom().item(refused(List.of(stranger(order, file)), places))
                    : tenancy.as(
                        tenant.get(),
                        session -> answer(session, tenant.get(), order, sound, yaml, places)));
  }

  /** The tenant that the file is about, if the author may speak for it. */
  private Uni<Optional<TenantId>> whose(Order order, TenantFile file) {
    return switch (order.author()) {
      case Author.Member(Acting acting) ->
          Uni.createFrom()
              .item(
                  acting.slug().equals(file.tenant())
                      ? Optional.of(acting.tenant())
                      : Optional.empty());
      case Author.Operator _, Author.Sample _ ->
          order.applies() ? found(file).map(Optional::of) : known(file.tenant());
    };
  }

  private static Fault stranger(Order order, TenantFile file) {
    Acting acting = order.author().acting();
    return new Fault(
        "tenant",
        acting == null
            ? "is not there yet: apply the file, and it is founded"
            : "is " + file.tenant() + ", but you act for " + acting.slug() + ": take its file");
  }

  private Uni<Optional<TenantId>> known(String slug) {
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    IdRow.class,
                    "select id from tenant_by_slug(:slug) as id where id is not null",
                    Map.of("slug", slug)))
        .map(found -> found.map(row -> new TenantId(row.id())));
  }

  /** The tenant, which is founded if it is new; whoever is there stays as they are. */
  Uni<TenantId> found(TenantFile file) {
    return known(file.tenant())
        .chain(
            there ->
                there.isPresent()
                    ? Uni.createFrom().item(there.get())
                    : tenancy
                        .asNobody(
                            session ->
                                Writing.returned(
                                    session,
                                    """
                                    select found_tenant(:id, :slug, :name, :publishes,
                                      cast(null as text), cast(null as text), :now)
                                    """,
                                    Writing.with("id", ids.next())
                                        .and("slug", file.tenant())
                                        .and("name", file.name())
                                        .and("publishes", file.publishes())
                                        .and("now", clock.instant())))
                        .map(TenantId::new));
  }

  private Uni<Answer> answer(
      Mutiny.Session session,
      TenantId tenant,
      Order order,
      TenantText.Good sound,
      String yaml,
      YamlPlaces places) {
    TenantFile file = sound.file();
    return writing
        .lock(session, tenant)
        .chain(() -> current.read(session, tenant))
        .chain(
            known ->
                seats
                    .fit(session, order.author(), file, known)
                    .chain(
                        fitted -> {
                          Changes whole = Comparison.of(known.file(), fitted.file());
                          Changes changes =
                              order.author() instanceof Author.Sample
                                  ? whole.ofSamples()
                                  : whole.with(fitted.remarks());
                          return hindrances
                              .of(session, order.author(), file, known, changes)
                              .chain(
                                  faults -> {
                                    List<Wrong> all = new ArrayList<>(doubts(sound, changes));
                                    all.addAll(TenantText.wrong(faults, places));
                                    return all.isEmpty()
                                        ? done(session, tenant, order, fitted.file(), changes, yaml)
                                        : Uni.createFrom().item(new Refused(all));
                                  });
                        }));
  }

  /** Those of products that would change; what is there already may stay as it is. */
  private static List<Wrong> doubts(TenantText.Good sound, Changes changes) {
    List<TenantFile.ProductEntry> products = TenantFile.orEmpty(sound.file().products());
    return sound.doubts().stream()
        .filter(
            doubt -> {
              String path = doubt.fault().path();
              int index = Integer.parseInt(path, 9, path.indexOf(']'), 10);
              return changes.concern("products[" + products.get(index).slug() + "]");
            })
        .toList();
  }

  private Uni<Answer> done(
      Mutiny.Session session,
      TenantId tenant,
      Order order,
      TenantFile file,
      Changes changes,
      String yaml) {
    if (!order.applies()) {
      return Uni.createFrom().item(new Planned(changes));
    }
    if (order.confirmed() != null && !order.confirmed().equals(changes.digest())) {
      return Uni.createFrom().item(new Overtaken(changes));
    }
    return writing
        .write(session, tenant, new Writing.Wish(order.author(), order.name(), file, changes, yaml))
        .replaceWith(new Applied(changes));
  }

  private static Answer refused(List<Fault> faults, YamlPlaces places) {
    return new Refused(TenantText.wrong(faults, places));
  }

  @RegisterForReflection
  record IdRow(UUID id) {}
}
