package dev.turnpike.backend.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A tenant's file with a few things otherwise, each sound by itself, and the path of each. The text
 * is changed as an editor changes it, by another reader and another writer than Turnpike's own.
 */
final class Alterations {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int MOST = 6;

  private final List<Site> sites = new ArrayList<>();

  private Alterations() {}

  /**
   * @param yaml the file, as JSON, which is YAML too
   * @param paths all that differs, sorted
   */
  record Altered(String yaml, List<String> paths) {}

  /** A place where something can be otherwise. */
  private record Site(String path, Runnable change) {
    boolean meets(Site other) {
      return path.startsWith(other.path) || other.path.startsWith(path);
    }
  }

  /** One to six changes of what {@code text} says. */
  static Altered of(Random random, String text) {
    ObjectNode tree = tree(text);
    Alterations all = new Alterations();
    all.tenant(tree);
    Collections.shuffle(all.sites, random);
    List<Site> chosen = new ArrayList<>();
    int wanted = 1 + random.nextInt(MOST);
    for (Site site : all.sites) {
      if (chosen.size() < wanted && chosen.stream().noneMatch(site::meets)) {
        chosen.add(site);
      }
    }
    chosen.forEach(site -> site.change().run());
    return new Altered(json(tree), chosen.stream().map(Site::path).sorted().toList());
  }

  private static ObjectNode tree(String text) {
    try {
      return (ObjectNode) YAML.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(text, broken);
    }
  }

  private static String json(JsonNode tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private void tenant(ObjectNode tree) {
    text("", tree, "name");
    with("support.", tree.path("support"), this::support);
    with(
        "brand.", tree.path("brand"), (at, node) -> word(at, node, "accent", "#0b6147", "#5a1e96"));
    with("sign_up.", tree.path("sign_up"), this::door);
    each("people", "email", tree, this::person);
    each("teams", "slug", tree, (at, team) -> team(at, team, tree.path("people").path(0)));
    apis(tree);
    products(tree);
    each("applications", "slug", tree, (at, application) -> text(at, application, "name"));
    added("", tree, "applications", "slug", "app-new");
  }

  private void support(String at, ObjectNode support) {
    word(at, support, "email", "one@else.example", "two@else.example");
    word(at, support, "url", "https://one.example", "https://two.example");
  }

  private void door(String at, ObjectNode door) {
    if (door.path("policy").asText().equals("domains")) {
      site(at + "domains", () -> door.putArray("domains").add("else.example"));
    } else {
      word(at, door, "policy", "invite", "approval");
    }
  }

  /** Owners stay owners. */
  private void person(String at, ObjectNode person) {
    Set<String> roles = new HashSet<>();
    person.path("roles").forEach(role -> roles.add(role.asText()));
    site(
        at + "roles",
        () -> {
          ArrayNode others =
              person.putArray("roles").add(roles.contains("viewer") ? "editor" : "viewer");
          if (roles.contains("owner")) {
            others.add("owner");
          }
        });
  }

  private void team(String at, ObjectNode team, JsonNode somebody) {
    text(at, team, "name");
    site(
        at + "members",
        () -> {
          if (team.path("members").isEmpty()) {
            team.putArray("members").add(somebody.path("email").asText());
          } else {
            team.remove("members");
          }
        });
  }

  private void apis(ObjectNode tree) {
    Set<String> sold = new HashSet<>();
    tree.path("products")
        .forEach(product -> product.path("apis").forEach(api -> sold.add(api.asText())));
    each("apis", "slug", tree, this::api);
    tree.path("apis")
        .forEach(
            api -> {
              String slug = api.path("slug").asText();
              if (!sold.contains(slug) && !api.has("stage")) {
                removed("", tree, "apis", "slug", slug);
              }
            });
    site(
        "apis[api-new]",
        () ->
            list(tree, "apis")
                .addObject()
                .put("slug", "api-new")
                .put("name", "New")
                .putObject("origins")
                .put("origin", "https://new.example"));
  }

  private void api(String at, ObjectNode api) {
    text(at, api, "name");
    text(at, api, "description");
    word(at, api, "visibility", "private", "public");
    word(at, api, "dialect", "openai", "anthropic");
    word(at, api, "disclosure", "none", "coarse");
    with(
        at + "origins.",
        api.path("origins"),
        (in, origins) -> {
          if (origins.has("origin")) {
            word(in, origins, "origin", "https://one.example", "https://two.example");
          } else {
            word(in, origins, "balance", "least_requests", "weighted");
          }
        });
    with(
        at + "deprecation.",
        api.path("deprecation"),
        (in, end) -> word(in, end, "since", "2027-02-01T00:00:00Z", "2027-03-01T00:00:00Z"));
    api.path("operations")
        .forEach(
            operation -> {
              String id = operation.path("id").asText();
              String in = at + "operations[" + id + "].";
              text(in, (ObjectNode) operation, "summary");
              word(in, (ObjectNode) operation, "method", "PUT", "PATCH");
              removed(at, api, "operations", "id", id);
            });
    site(
        at + "operations[op-new]",
        () ->
            list(api, "operations")
                .addObject()
                .put("id", "op-new")
                .put("method", "GET")
                .put("path", "/new"));
  }

  private void products(ObjectNode tree) {
    each("products", "slug", tree, this::product);
    tree.path("products")
        .forEach(
            product -> {
              if (product.path("plans").valueStream().anyMatch(Alterations::isOnSale)) {
                removed("", tree, "products", "slug", product.path("slug").asText());
              }
            });
    added("", tree, "products", "slug", "product-new");
  }

  private void product(String at, ObjectNode product) {
    text(at, product, "name");
    text(at, product, "description");
    text(at, product, "message");
    site(at + "tags", () -> product.putArray("tags").add("else"));
    if (!product.path("apis").isEmpty()) {
      site(at + "apis", () -> ((ArrayNode) product.path("apis")).remove(0));
    }
    each(at + "plans", "slug", product.path("plans"), this::plan);
    product
        .path("plans")
        .forEach(
            plan -> {
              if (isOnSale(plan)) {
                removed(at, product, "plans", "slug", plan.path("slug").asText());
              }
            });
    site(
        at + "plans[plan-new]",
        () ->
            list(product, "plans")
                .addObject()
                .put("slug", "plan-new")
                .put("name", "New")
                .put("billing", "free")
                .put("currency", "USD"));
  }

  private static boolean isOnSale(JsonNode plan) {
    return plan.path("on_sale").asBoolean(true);
  }

  private void plan(String at, ObjectNode plan) {
    text(at, plan, "name");
    site(at + "on_sale", () -> plan.put("on_sale", !isOnSale(plan)));
    number(at, plan, "grace_days", 28, 29);
    if (plan.has("recurring_fee")) {
      word(at, plan, "recurring_fee", "1000.50", "1001.50");
    }
    if (plan.has("trial_days")) {
      number(at, plan, "trial_days", 31, 32);
    }
    plan.path("limits")
        .forEach(
            limit -> {
              String name = limit.path("name").asText();
              String in = at + "limits[" + name + "].";
              number(in, (ObjectNode) limit, "quantity", 7_654_321, 7_654_322);
              removed(at, plan, "limits", "name", name);
            });
    JsonNode process = plan.path("process");
    for (int i = 0; i < process.size(); i++) {
      ObjectNode step = (ObjectNode) process.get(i);
      String in = at + "process[" + i + "].";
      if (step.has("days")) {
        number(in, step, "days", 20, 21);
      }
      if (step.has("text")) {
        text(in, step, "text");
      }
      each(in + "questions", "name", step.path("questions"), (q, it) -> text(q, it, "label"));
    }
  }

  private void site(String path, Runnable change) {
    sites.add(new Site(path, change));
  }

  private void text(String at, ObjectNode node, String name) {
    word(at, node, name, "Otherwise", "Another");
  }

  /** Becomes {@code one}, or {@code other} if it is that already. */
  private void word(String at, ObjectNode node, String name, String one, String other) {
    String said = node.path(name).asText();
    site(at + name, () -> node.put(name, said.equals(one) ? other : one));
  }

  private void number(String at, ObjectNode node, String name, long one, long other) {
    long said = node.path(name).asLong();
    site(at + name, () -> node.put(name, said == one ? other : one));
  }

  private void added(String at, ObjectNode parent, String list, String key, String name) {
    site(
        at + list + "[" + name + "]",
        () -> list(parent, list).addObject().put(key, name).put("name", "New"));
  }

  private void removed(String at, ObjectNode parent, String list, String key, String name) {
    site(
        at + list + "[" + name + "]",
        () -> {
          Iterator<JsonNode> things = parent.path(list).iterator();
          while (things.hasNext()) {
            if (things.next().path(key).asText().equals(name)) {
              things.remove();
            }
          }
        });
  }

  /** The list, which is there from now on. */
  private static ArrayNode list(ObjectNode parent, String name) {
    return parent.path(name) instanceof ArrayNode there ? there : parent.putArray(name);
  }

  private static void with(String at, JsonNode node, BiConsumer<String, ObjectNode> work) {
    if (node instanceof ObjectNode object) {
      work.accept(at, object);
    }
  }

  private static void each(
      String section, String key, ObjectNode parent, BiConsumer<String, ObjectNode> work) {
    each(section, key, parent.path(section), work);
  }

  private static void each(
      String at, String key, JsonNode list, BiConsumer<String, ObjectNode> work) {
    list.forEach(
        thing -> work.accept(at + "[" + thing.path(key).asText() + "].", (ObjectNode) thing));
  }
}
