package dev.turnpike.tenants.definition;

import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.definition.CurrentTenant.Known;
import dev.turnpike.tenants.definition.TenantFile.ApiEntry;
import dev.turnpike.tenants.definition.TenantFile.EligibilityEntry;
import dev.turnpike.tenants.definition.TenantFile.PersonEntry;
import dev.turnpike.tenants.definition.TenantFile.ProductEntry;
import dev.turnpike.tenants.eligibility.Hooks;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.secret.SecretRef;
import dev.turnpike.tenants.secret.Secrets;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Why a sound file cannot be applied here and now: what its author may not do, secrets that are not
 * there, tenants that nobody knows.
 */
@ApplicationScoped
class Hindrances {
  private final Rows rows;
  private final Secrets secrets;

  Hindrances(Rows rows, Secrets secrets) {
    this.rows = rows;
    this.secrets = secrets;
  }

  /**
   * None when it can be applied.
   *
   * @throws dev.turnpike.tenants.tenant.Forbidden when the author's roles do not allow a change
   */
  Uni<List<Fault>> of(
      Mutiny.Session session, Author author, TenantFile file, Known known, Changes changes) {
    List<Fault> faults = new ArrayList<>();
    Acting acting = author.acting();
    if (acting != null) {
      allowed(acting, changes);
      people(acting, file, known, faults);
    }
    stages(file, known.file(), faults);
    hooks(file, known.file(), faults);
    return listed(session, file, faults);
  }

  private static void allowed(Acting acting, Changes changes) {
    acting.require(Permission.EDIT_CATALOGUE);
    Set<Permission> needed = new TreeSet<>();
    for (Change change : changes.all()) {
      String path = change.path();
      if (path.startsWith("apis") || path.startsWith("products")) {
        needed.add(Permission.EDIT_CATALOGUE);
      } else if (path.startsWith("people") || path.startsWith("sign_up")) {
        needed.add(Permission.MANAGE_MEMBERS);
      } else if (path.startsWith("teams")) {
        needed.add(Permission.MANAGE_BUDGETS);
        needed.add(Permission.MANAGE_MEMBERS);
      } else if (path.startsWith("applications")) {
        needed.add(Permission.CREATE_APPLICATION);
      } else {
        needed.add(Permission.EDIT_SETTINGS);
      }
    }
    needed.forEach(acting::require);
  }

  private static void people(Acting acting, TenantFile file, Known known, List<Fault> faults) {
    if (file.publishes() != known.file().publishes()) {
      faults.add(
          new Fault(
              "publishes",
              "is " + known.file().publishes() + ", and only the platform's operator changes it"));
    }
    if (file.people() == null) {
      return;
    }
    Map<String, PersonEntry> now =
        TenantFile.orEmpty(known.file().people()).stream()
            .collect(Collectors.toMap(PersonEntry::email, Function.identity()));
    boolean owns = acting.roles().contains(Role.OWNER);
    Map<String, PersonEntry> wished =
        file.people().stream().collect(Collectors.toMap(PersonEntry::email, Function.identity()));
    for (String email : union(now.keySet(), wished.keySet())) {
      PersonEntry was = now.get(email);
      PersonEntry wish = wished.get(email);
      String path = wish == null ? "people" : "people[" + email + "]";
      if (holds(was, Role.OPERATOR) != holds(wish, Role.OPERATOR)) {
        faults.add(new Fault(path, email + ": only the platform gives and takes operator"));
      }
      boolean changes = was == null || wish == null || !was.roles().equals(wish.roles());
      if (!owns && changes && (holds(was, Role.OWNER) || holds(wish, Role.OWNER))) {
        faults.add(new Fault(path, email + ": only an owner makes or changes owners"));
      }
    }
    boolean owned =
        file.people().stream()
            .anyMatch(p -> holds(p, Role.OWNER) && known.members().contains(p.email()));
    if (!owned) {
      faults.add(
          new Fault("people", "leave the tenant without an owner: keep a member who is one"));
    }
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static boolean holds(@Nullable PersonEntry person, Role role) {
    return person != null && person.roles().contains(role);
  }

  private static void stages(TenantFile file, TenantFile now, List<Fault> faults) {
    Set<String> published =
        TenantFile.orEmpty(now.apis()).stream()
            .filter(api -> api.stage() != ApiEntry.Stage.draft)
            .map(ApiEntry::slug)
            .collect(Collectors.toSet());
    for (ApiEntry api : TenantFile.orEmpty(file.apis())) {
      if (api.stage() == ApiEntry.Stage.draft && published.contains(api.slug())) {
        faults.add(
            new Fault(
                "apis[" + api.slug() + "].stage",
                "was published and is no draft again: write published or retired"));
      }
    }
  }

  private void hooks(TenantFile file, TenantFile now, List<Fault> faults) {
    Set<String> hooked =
        TenantFile.orEmpty(now.products()).stream()
            .filter(product -> product.eligibility() != null)
            .map(ProductEntry::slug)
            .collect(Collectors.toSet());
    for (ProductEntry product : TenantFile.orEmpty(file.products())) {
      EligibilityEntry hook = product.eligibility();
      String path = "products[" + product.slug() + "].eligibility.secret";
      if (hook != null && hook.secret() == null && !hooked.contains(product.slug())) {
        faults.add(new Fault(path, "is missing: " + SecretRef.REMEDY));
      }
      if (hook != null && hook.secret() != null) {
        switch (resolve(file.tenant(), hook.secret())) {
          case Secrets.Missing(String remedy) -> faults.add(new Fault(path, remedy));
          case Secrets.Known(String secret) ->
              new Hooks.Wanted(hook.url(), hook.cacheSeconds(), hook.timeoutMillis(), secret)
                  .fault()
                  .ifPresent(
                      fault ->
                          faults.add(new Fault(path, "is there, but unfit: " + fault.getValue())));
        }
      }
    }
  }

  private Secrets.Answer resolve(String tenant, String reference) {
    return SecretRef.parse(reference)
        .map(ref -> secrets.resolve(tenant, ref))
        .orElseGet(() -> new Secrets.Missing(SecretRef.REMEDY));
  }

  private Uni<List<Fault>> listed(Mutiny.Session session, TenantFile file, List<Fault> faults) {
    Set<String> slugs =
        TenantFile.orEmpty(file.apis()).stream()
            .flatMap(api -> api.listedFor().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (slugs.isEmpty()) {
      return Uni.createFrom().item(faults);
    }
    return rows.list(
            session,
            SlugRow.class,
            "select s as slug from unnest(string_to_array(:slugs, ' ')) s"
                + " where tenant_by_slug(s) is null",
            Map.of("slugs", String.join(" ", slugs)))
        .map(
            unknown -> {
              Set<String> nobody = unknown.stream().map(SlugRow::slug).collect(Collectors.toSet());
              for (ApiEntry api : TenantFile.orEmpty(file.apis())) {
                Optional<String> first =
                    api.listedFor().stream().filter(nobody::contains).findFirst();
                first.ifPresent(
                    slug ->
                        faults.add(
                            new Fault(
                                "apis[" + api.slug() + "].listed_for",
                                "names no tenant of this platform: " + slug)));
              }
              return faults;
            });
  }

  @RegisterForReflection
  record SlugRow(String slug) {}
}
