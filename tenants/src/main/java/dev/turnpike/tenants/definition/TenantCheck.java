package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.BadPlan;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.catalog.FreeProduct;
import dev.turnpike.tenants.catalog.PlanReader;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.definition.TenantFile.PlanEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What no object can know of itself: names that are taken, or that name nothing. */
final class TenantCheck {
  private final JsonNode file;
  private final List<Fault> faults = new ArrayList<>();

  private TenantCheck(JsonNode file) {
    this.file = file;
  }

  static List<Fault> of(JsonNode file) {
    TenantCheck check = new TenantCheck(file);
    check.taken("people", "email");
    for (String section : List.of("teams", "apis", "products", "applications")) {
      check.taken(section, "slug");
    }
    check.members();
    check.successors();
    JsonNode products = file.path("products");
    for (int i = 0; i < products.size(); i++) {
      String path = "products[" + i + "]";
      check.taken(path + ".plans", products.path(i).path("plans"), "slug");
      check.named(path + ".apis", products.path(i).path("apis"), "apis", "slug", "API");
    }
    JsonNode applications = file.path("applications");
    for (int i = 0; i < applications.size(); i++) {
      check.named(
          "applications[" + i + "].team",
          applications.path(i).path("team"),
          "teams",
          "slug",
          "team");
    }
    return check.faults;
  }

  /** Products that ask for money although nothing of them can be paid (R19). */
  static List<Fault> doubts(JsonNode file) {
    TenantCheck check = new TenantCheck(file);
    JsonNode products = file.path("products");
    for (int i = 0; i < products.size(); i++) {
      check.free("products[" + i + "].plans", products.path(i).path("plans"));
    }
    return check.faults;
  }

  private void taken(String section, String key) {
    taken(section, file.path(section), key);
  }

  private void taken(String path, JsonNode list, String key) {
    Set<String> names = new HashSet<>();
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      String name = list.path(i).path(key).asText("");
      if (!name.isEmpty() && !names.add(name)) {
        add(path + "[" + i + "]." + key, "is there twice: rename one " + name);
      }
    }
  }

  private void members() {
    JsonNode teams = file.path("teams");
    for (int i = 0; i < teams.size(); i++) {
      JsonNode members = teams.path(i).path("members");
      named("teams[" + i + "].members", members, "people", "email", "person");
    }
  }

  private void successors() {
    JsonNode apis = file.path("apis");
    for (int i = 0; i < apis.size(); i++) {
      String path = "apis[" + i + "].deprecation.successor";
      named(path, apis.path(i).path("deprecation").path("successor"), "apis", "slug", "API");
    }
  }

  /** Whether each text names an object of a section; a section that is not there is not known. */
  private void named(String path, JsonNode names, String section, String key, String what) {
    if (!file.path(section).isArray()) {
      return;
    }
    Set<String> known = new HashSet<>();
    file.path(section).forEach(each -> known.add(each.path(key).asText()));
    List<JsonNode> all = new ArrayList<>();
    names.forEach(all::add);
    if (names.isTextual()) {
      all.add(names);
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).isTextual() && !known.contains(all.get(i).textValue())) {
        add(
            names.isArray() ? path + "[" + i + "]" : path,
            "names no " + what + " of this file: " + all.get(i).textValue());
      }
    }
  }

  private void free(String path, JsonNode plans) {
    List<PlanTerms> read = new ArrayList<>();
    for (JsonNode plan : plans) {
      try {
        read.add(PlanReader.read(plan, PlanEntry.BESIDE));
      } catch (BadPlan told) {
        return;
      }
    }
    FreeProduct.faults(read).forEach(fault -> add(path + fault.path(), fault.reason()));
  }

  private void add(String path, String reason) {
    faults.add(new Fault(path, reason));
  }
}
