package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.BadPlan;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.catalog.FreeProduct;
import dev.turnpike.tenants.catalog.PlanReader;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.definition.TenantFile.PlanEntry;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the plans of a tenant's file, all of them at once. */
final class PlanFaults {
  private final List<Fault> faults = new ArrayList<>();

  private PlanFaults() {}

  static List<Fault> of(JsonNode file) {
    PlanFaults found = new PlanFaults();
    JsonNode products = file.path("products");
    for (int i = 0; i < products.size(); i++) {
      found.product("products[" + i + "].plans", products.path(i).path("plans"));
    }
    return found.faults;
  }

  private void product(String path, JsonNode plans) {
    List<PlanTerms> read = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      String at = path + "[" + i + "]";
      try {
        read.add(PlanReader.read(plans.get(i), PlanEntry.BESIDE));
      } catch (BadPlan bad) {
        bad.faults().forEach(fault -> add(at + (fault.path().isEmpty() ? "" : "."), fault));
      }
    }
    if (read.size() == plans.size()) {
      FreeProduct.faults(read).forEach(fault -> add(path, fault));
    }
  }

  private void add(String before, Fault fault) {
    faults.add(new Fault(before + fault.path(), fault.reason()));
  }
}
