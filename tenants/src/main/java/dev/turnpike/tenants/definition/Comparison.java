package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.tenants.definition.TenantFile.Brand;
import dev.turnpike.tenants.definition.TenantFile.ProductEntry;
import dev.turnpike.tenants.definition.TenantFile.SignUp;
import dev.turnpike.tenants.definition.TenantFile.Support;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file says otherwise than its tenant is: each field that differs, by its path, and no
 * other. Things of a list are told apart by their names, not by their places.
 */
final class Comparison {
  /** Lists whose things are objects of their own: made and retired, not parts of something. */
  private static final Set<String> OBJECTS =
      Set.of("people", "teams", "apis", "products", "plans", "applications");

  private static final List<String> NAMES = List.of("slug", "email", "id", "name", "model", "unit");

  /** A number is the same however many digits it was read with. */
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) -> {
        if (one.isNumber() && other.isNumber()) {
          return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
      };

  private final List<Change> changes = new ArrayList<>();

  private Comparison() {}

  /** None when applying the file would change nothing. */
  static Changes of(TenantFile now, TenantFile wanted) {
    Comparison comparison = new Comparison();
    TenantFile visible = seenBy(now, wanted);
    ObjectNode before = TenantTree.full(visible);
    ObjectNode after = TenantTree.full(wanted);
    nameless(before, after);
    comparison.object("", "", before, after);
    return new Changes(comparison.changes, remarks(now, wanted));
  }

  /** A person's name is their own: it is told, never compared. */
  private static void nameless(ObjectNode... trees) {
    for (ObjectNode tree : trees) {
      tree.path("people").forEach(person -> ((ObjectNode) person).remove("name"));
    }
  }

  /** The tenant without what is not the file's business, and without what is retired already. */
  private static TenantFile seenBy(TenantFile now, TenantFile wanted) {
    Set<String> teams = names(wanted.teams(), TenantFile.TeamEntry::slug);
    Set<String> apis = names(wanted.apis(), TenantFile.ApiEntry::slug);
    Set<String> applications = names(wanted.applications(), TenantFile.ApplicationEntry::slug);
    return new TenantFile(
        now.tenant(),
        now.name(),
        now.publishes(),
        wanted.support() == null ? null : orUsual(now.support(), new Support(null, null)),
        wanted.brand() == null ? null : orUsual(now.brand(), new Brand(null)),
        wanted.signUp() == null
            ? null
            : orUsual(now.signUp(), new SignUp(SignUp.Policy.open, List.of())),
        wanted.people() == null ? null : now.people(),
        kept(wanted.teams(), now.teams(), team -> teams.contains(team.slug())),
        kept(
            wanted.apis(),
            now.apis(),
            api -> api.stage() == TenantFile.ApiEntry.Stage.published || apis.contains(api.slug())),
        wanted.products() == null ? null : products(now, wanted),
        kept(wanted.applications(), now.applications(), app -> applications.contains(app.slug())));
  }

  /** What was never said is what is usual: an empty section says the same. */
  private static <T> T orUsual(@Nullable T said, T usual) {
    return said == null ? usual : said;
  }

  private static List<ProductEntry> products(TenantFile now, TenantFile wanted) {
    Map<String, ProductEntry> wished = new LinkedHashMap<>();
    TenantFile.orEmpty(wanted.products()).forEach(product -> wished.put(product.slug(), product));
    List<ProductEntry> seen = new ArrayList<>();
    for (ProductEntry product : TenantFile.orEmpty(now.products())) {
      ProductEntry wish = wished.get(product.slug());
      if (wish == null && product.plans().stream().noneMatch(TenantFile.PlanEntry::onSale)) {
        continue;
      }
      Set<String> plans = wish == null ? Set.of() : names(wish.plans(), TenantFile.PlanEntry::slug);
      seen.add(
          new ProductEntry(
              product.slug(),
              product.name(),
              product.description(),
              product.message(),
              product.tags(),
              product.apis(),
              product.eligibility(),
              product.plans().stream()
                  .filter(plan -> plan.onSale() || plans.contains(plan.slug()))
                  .toList()));
    }
    return seen;
  }

  private static <T> @Nullable List<T> kept(
      @Nullable List<T> wanted, @Nullable List<T> now, java.util.function.Predicate<T> which) {
    return wanted == null ? null : TenantFile.orEmpty(now).stream().filter(which).toList();
  }

  private static <T> Set<String> names(
      @Nullable List<T> list, java.util.function.Function<T, String> name) {
    Set<String> names = new LinkedHashSet<>();
    TenantFile.orEmpty(list).forEach(each -> names.add(name.apply(each)));
    return names;
  }

  private static List<String> remarks(TenantFile now, TenantFile wanted) {
    Stream<String> teams = stay("teams", wanted.teams(), now.teams(), TenantFile.TeamEntry::slug);
    Stream<String> applications =
        stay(
            "applications",
            wanted.applications(),
            now.applications(),
            TenantFile.ApplicationEntry::slug);
    Stream<String> drafts =
        stay(
            "apis",
            wanted.apis(),
            TenantFile.orEmpty(now.apis()).stream()
                .filter(api -> api.stage() == TenantFile.ApiEntry.Stage.draft)
                .toList(),
            TenantFile.ApiEntry::slug);
    return Stream.of(teams, applications, drafts).flatMap(all -> all).toList();
  }

  private static <T> Stream<String> stay(
      String section,
      @Nullable List<T> wanted,
      @Nullable List<T> now,
      java.util.function.Function<T, String> name) {
    if (wanted == null) {
      return Stream.of();
    }
    Set<String> named = names(wanted, name);
    return TenantFile.orEmpty(now).stream()
        .map(name)
        .filter(slug -> !named.contains(slug))
        .map(
            slug ->
                section + "[" + slug + "] is not in the file and stays: files end none of these");
  }

  private void object(String object, String path, JsonNode before, JsonNode after) {
    Set<String> names = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String at = path.isEmpty() ? name : path + "." + name;
      field(object, at, name, before.get(name), after.get(name));
    }
  }

  private void field(
      String object,
      String path,
      String name,
      @Nullable JsonNode before,
      @Nullable JsonNode after) {
    if (same(before, after)) {
      return;
    }
    if (before != null && after != null && before.isObject() && after.isObject()) {
      object(object, path, before, after);
      return;
    }
    String key = key(before, after);
    if (key != null) {
      list(object, path, OBJECTS.contains(name), key, before, after);
    } else if (before != null && after != null && isList(before, after)) {
      for (int i = 0; i < before.size(); i++) {
        field(object, path + "[" + i + "]", "", before.get(i), after.get(i));
      }
    } else {
      changes.add(new Change(Change.Kind.CHANGE, object, path, text(before), text(after)));
    }
  }

  private static boolean same(@Nullable JsonNode before, @Nullable JsonNode after) {
    return before == null ? after == null : after != null && before.equals(BY_VALUE, after);
  }

  /** Lists of unnamed objects, as long as each other, are compared place by place. */
  private static boolean isList(JsonNode before, JsonNode after) {
    return before.isArray()
        && after.isArray()
        && before.size() == after.size()
        && Stream.of(before, after)
            .allMatch(list -> list.valueStream().allMatch(JsonNode::isObject));
  }

  private void list(
      String object,
      String path,
      boolean own,
      String key,
      @Nullable JsonNode before,
      @Nullable JsonNode after) {
    Map<String, JsonNode> was = byName(key, before);
    Map<String, JsonNode> is = byName(key, after);
    is.forEach(
        (name, thing) -> {
          String at = path + "[" + name + "]";
          JsonNode old = was.get(name);
          if (old != null) {
            object(own ? at : object, at, old, thing);
          } else if (own) {
            changes.add(new Change(Change.Kind.CREATE, at, at, null, text(thing)));
          } else {
            changes.add(new Change(Change.Kind.CHANGE, object, at, null, text(thing)));
          }
        });
    was.forEach(
        (name, thing) -> {
          String at = path + "[" + name + "]";
          if (!is.containsKey(name)) {
            changes.add(
                new Change(
                    own ? Change.Kind.RETIRE : Change.Kind.CHANGE,
                    own ? at : object,
                    at,
                    text(thing),
                    null));
          }
        });
    List<String> oldOrder = was.keySet().stream().filter(is::containsKey).toList();
    List<String> newOrder = is.keySet().stream().filter(was::containsKey).toList();
    if (!oldOrder.equals(newOrder)) {
      changes.add(
          new Change(Change.Kind.CHANGE, object, path, oldOrder.toString(), newOrder.toString()));
    }
  }

  private static Map<String, JsonNode> byName(String key, @Nullable JsonNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    if (list != null) {
      list.forEach(thing -> named.put(thing.path(key).asText(), thing));
    }
    return named;
  }

  /** The field that tells the things of both lists apart; null when there is none. */
  private static @Nullable String key(@Nullable JsonNode before, @Nullable JsonNode after) {
    if ((before != null && !before.isArray())
        || (after != null && !after.isArray())
        || (before == null && after == null)) {
      return null;
    }
    return NAMES.stream()
        .filter(name -> tells(name, before) && tells(name, after))
        .findFirst()
        .orElse(null);
  }

  private static boolean tells(String name, @Nullable JsonNode list) {
    Set<String> seen = new LinkedHashSet<>();
    return list == null
        || list.valueStream()
            .allMatch(
                thing -> thing.path(name).isTextual() && seen.add(thing.path(name).textValue()));
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value == null ? null : value.toString();
  }
}
