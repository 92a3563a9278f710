package dev.turnpike.tenants.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** Terms of an API that cannot be kept or published, with every fault that was found. */
public final class BadApi extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // is made by List.copyOf, which is serializable
  private final List<Fault> faults;

  public BadApi(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  /** At least one, in the order of the terms. */
  public List<Fault> faults() {
    return faults;
  }
}
