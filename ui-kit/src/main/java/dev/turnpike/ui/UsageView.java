package dev.turnpike.ui;

import io.quarkus.qute.TemplateData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The use of a month that a form asks about, drawn by {@code ui/usage}.
 *
 * @param models those with prices of their own; empty: the form does not ask
 * @param model the chosen one
 */
@TemplateData
public record UsageView(List<Field> fields, List<String> models, @Nullable String model) {
  public UsageView {
    fields = List.copyOf(fields);
    models = List.copyOf(models);
  }

  /** One unit: its parameter, its word and how many. */
  @TemplateData
  public record Field(String name, String label, long count) {}

  @Nullable String modelOrNull() {
    return model != null && models.contains(model) ? model : null;
  }
}
