package dev.turnpike.tenants.catalog;

/**
 * What is wrong with a plan and what to do about it.
 *
 * @param path the field within the plan: {@code prices[0].tiers[1].up_to}
 */
public record Fault(String path, String reason) {
  @Override
  public String toString() {
    return path.isEmpty() ? reason : path + ": " + reason;
  }
}
