package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.tenants.definition.TenantFile.ApiEntry;
import dev.turnpike.tenants.definition.TenantFile.PlanEntry;
import dev.turnpike.tenants.definition.TenantFile.ProductEntry;
import dev.turnpike.tenants.definition.TenantFile.SignUp;
import dev.turnpike.tenants.tenant.Role;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as a tree, in the one order that files have. Told in full, every field is there; told in
 * short, what is usual is left out, and reading fills it in again.
 */
final class TenantTree {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean full;

  private TenantTree(boolean full) {
    this.full = full;
  }

  /** As files have it. */
  static ObjectNode of(TenantFile file) {
    return new TenantTree(false).tenant(file);
  }

  /** As comparisons need it. */
  static ObjectNode full(TenantFile file) {
    return new TenantTree(true).tenant(file);
  }

  private ObjectNode tenant(TenantFile file) {
    ObjectNode tree = node().put("tenant", file.tenant()).put("name", file.name());
    flag(tree, "publishes", file.publishes(), false);
    TenantFile.Support support = file.support();
    if (support != null) {
      text(text(tree.putObject("support"), "email", support.email()), "url", support.url());
    }
    if (file.brand() != null) {
      text(tree.putObject("brand"), "accent", file.brand().accent());
    }
    SignUp door = file.signUp();
    if (door != null) {
      ObjectNode node = tree.putObject("sign_up").put("policy", door.policy().name());
      words(node, "domains", door.domains());
    }
    each(tree, "people", file.people(), TenantTree::person);
    each(tree, "teams", file.teams(), this::team);
    each(tree, "apis", file.apis(), this::api);
    each(tree, "products", file.products(), this::product);
    each(tree, "applications", file.applications(), this::application);
    return tree;
  }

  private static ObjectNode person(TenantFile.PersonEntry person) {
    ObjectNode node = text(node().put("email", person.email()), "name", person.name());
    ArrayNode roles = node.putArray("roles");
    person.roles().stream().map(Role::word).forEach(roles::add);
    return node;
  }

  private ObjectNode team(TenantFile.TeamEntry team) {
    ObjectNode node = node().put("slug", team.slug()).put("name", team.name());
    words(node, "members", team.members());
    return node;
  }

  private ObjectNode api(ApiEntry api) {
    ObjectNode node = node().put("slug", api.slug()).put("name", api.name());
    usual(node, "description", api.description(), "");
    usual(node, "stage", api.stage().name(), "published");
    usual(node, "visibility", api.visibility().word(), "public");
    words(node, "listed_for", api.listedFor());
    usual(node, "dialect", api.dialect().name(), "problem");
    usual(node, "disclosure", api.disclosure().name(), "full");
    return terms(node, api.terms());
  }

  private ObjectNode product(ProductEntry product) {
    ObjectNode node = node().put("slug", product.slug()).put("name", product.name());
    usual(node, "description", product.description(), "");
    text(node, "message", product.message());
    words(node, "tags", product.tags());
    words(node, "apis", product.apis());
    TenantFile.EligibilityEntry hook = product.eligibility();
    if (hook != null) {
      text(node.putObject("eligibility").put("url", hook.url()), "secret", hook.secret())
          .put("cache_seconds", hook.cacheSeconds())
          .put("timeout_millis", hook.timeoutMillis());
    }
    if (full || !product.plans().isEmpty()) {
      each(node, "plans", product.plans(), this::plan);
    }
    return node;
  }

  private ObjectNode plan(PlanEntry plan) {
    ObjectNode node = node().put("slug", plan.slug()).put("name", plan.name());
    flag(node, "on_sale", plan.onSale(), true);
    return terms(node, plan.terms());
  }

  private ObjectNode application(TenantFile.ApplicationEntry application) {
    return text(
        node().put("slug", application.slug()).put("name", application.name()),
        "team",
        application.team());
  }

  /** The fields of a plan's or an API's terms, without empty lists. */
  private static ObjectNode terms(ObjectNode node, Object terms) {
    JsonNode all = JSON.valueToTree(terms);
    for (Map.Entry<String, JsonNode> field : all.properties()) {
      if (!(field.getValue().isArray() && field.getValue().isEmpty())) {
        node.set(field.getKey(), field.getValue());
      }
    }
    return node;
  }

  private void usual(ObjectNode node, String name, String value, String usual) {
    if (full || !value.equals(usual)) {
      node.put(name, value);
    }
  }

  private void flag(ObjectNode node, String name, boolean value, boolean usual) {
    if (full || value != usual) {
      node.put(name, value);
    }
  }

  private void words(ObjectNode node, String name, List<String> words) {
    if (full || !words.isEmpty()) {
      ArrayNode list = node.putArray(name);
      words.forEach(list::add);
    }
  }

  private static ObjectNode text(ObjectNode node, String name, @Nullable String value) {
    return value == null ? node : node.put(name, value);
  }

  private static <T> void each(
      ObjectNode node, String name, @Nullable List<T> all, Function<T, ObjectNode> tree) {
    if (all != null) {
      ArrayNode list = node.putArray(name);
      all.forEach(one -> list.add(tree.apply(one)));
    }
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
