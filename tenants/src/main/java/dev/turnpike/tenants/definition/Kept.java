package dev.turnpike.tenants.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which file keeps which object of a tenant; people keep the others. */
public record Kept(Map<String, String> objects) {
  public Kept {
    objects = Map.copyOf(objects);
  }

  /**
   * The file's name; null when people keep it.
   *
   * @param object such as {@code apis[weather]} or {@code products[weather].plans[pro]}; empty: the
   *     tenant's own settings
   */
  public @Nullable String by(String object) {
    return objects.get(object);
  }
}
