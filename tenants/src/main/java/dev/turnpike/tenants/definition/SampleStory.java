package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the samples' consumers have done so far, which is no part of what a tenant is. */
@RegisterForReflection
record SampleStory(List<Chapter> applications) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  static SampleStory parse(String yaml) {
    try {
      if (YamlDocument.read(yaml) instanceof YamlDocument.Good(JsonNode tree, var _)) {
        return JSON.treeToValue(tree, SampleStory.class);
      }
      throw new IllegalStateException("the samples' story is no YAML");
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("the samples' story cannot be read", broken);
    }
  }

  /** What one application subscribes to, and its keys. */
  @RegisterForReflection
  record Chapter(
      String tenant,
      String application,
      List<SubscriptionEntry> subscriptions,
      List<KeyEntry> keys) {
    Chapter {
      subscriptions = List.copyOf(subscriptions);
      keys = List.copyOf(keys);
    }
  }

  /**
   * A subscription.
   *
   * @param spent the limit that is used up in this window
   * @param decline why the last charge failed
   * @param by who asked, where a decision is open
   */
  @RegisterForReflection
  record SubscriptionEntry(
      String publisher,
      String product,
      String plan,
      String state,
      @Nullable String spent,
      @Nullable String decline,
      @Nullable String by) {}

  /** A key, and the state that it is there to show. */
  @RegisterForReflection
  record KeyEntry(String name, String state) {}
}
