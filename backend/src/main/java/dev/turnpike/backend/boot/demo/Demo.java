package dev.turnpike.backend.boot.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.definition.Samples;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Applies the samples at the start, where they are wanted, and remembers who and what they are. The
 * keys' texts outlive a restart in {@code demo.json}: the database has only their hashes.
 */
@ApplicationScoped
public class Demo {
  /** After the demo's origins listen, before the first snapshot is read. */
  static final int BEFORE_THE_DATA_PLANE = 50;

  private final Samples samples;
  private final ObjectMapper json;
  private final boolean wanted;
  private final Path sheet;
  private volatile Samples.Cast cast = new Samples.Cast(List.of(), List.of());

  Demo(
      Samples samples,
      ObjectMapper json,
      @ConfigProperty(name = "turnpike.samples", defaultValue = "false") boolean wanted,
      @ConfigProperty(name = "turnpike.data", defaultValue = ".turnpike") Path data) {
    this.samples = samples;
    this.json = json;
    this.wanted = wanted;
    this.sheet = data.resolve("demo.json");
  }

  /** Whether this process runs on sample data: every page says so. */
  public boolean isOn() {
    return wanted;
  }

  /** Empty unless the samples are wanted. */
  public Samples.Cast cast() {
    return cast;
  }

  /** The one key of this tenant in this state, such as {@code globex}, {@code drained}. */
  public String key(String tenant, String state) {
    return cast.keys().stream()
        .filter(key -> key.tenant().equals(tenant) && key.state().equals(state))
        .findFirst()
        .orElseThrow()
        .key();
  }

  void apply(@Observes @Priority(BEFORE_THE_DATA_PLANE) StartupEvent started) throws Throwable {
    if (wanted) {
      Map<String, String> known = known();
      cast = VertxContextSupport.subscribeAndAwait(() -> samples.apply(known));
    }
  }

  private Map<String, String> known() throws IOException {
    Map<String, String> known = new HashMap<>();
    if (Files.exists(sheet)) {
      try {
        for (Samples.Key key : json.readValue(sheet.toFile(), DemoSheet.class).keys()) {
          known.put(key.tenant() + "/" + key.application() + "/" + key.state(), key.key());
        }
      } catch (JsonProcessingException broken) {
        throw new IllegalStateException(
            sheet + " is damaged: delete it, and the demo issues new keys", broken);
      }
    }
    return known;
  }
}
