package dev.turnpike.backend.boot.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.tenants.decision.ApiKeys;
import dev.turnpike.tenants.definition.Samples;
import dev.turnpike.tenants.kernel.Mode;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Once everything listens, tells where, and who and what to try: as a table for people and as
 * {@code demo.json} for scripts.
 */
@ApplicationScoped
class Announcement {
  private static final String CALL = "/acme/weather/forecast/oslo";

  private final Demo demo;
  private final ObjectMapper json;
  private final Path sheet;
  private final String gateway;
  private final String portal;
  private final String operations;

  Announcement(
      Demo demo,
      ObjectMapper json,
      @ConfigProperty(name = "turnpike.data", defaultValue = ".turnpike") Path data,
      @ConfigProperty(name = "turnpike.gateway.port") int gatewayPort,
      @ConfigProperty(name = "turnpike.portal.url") String portal,
      @ConfigProperty(name = "quarkus.management.port") int operationsPort) {
    this.demo = demo;
    this.json = json;
    this.sheet = data.resolve("demo.json");
    this.gateway = "http://localhost:" + gatewayPort;
    this.portal = portal;
    this.operations = "http://localhost:" + operationsPort;
  }

  void announce(@ObservesAsync HttpServerStart listening) throws IOException {
    if (demo.isOn()) {
      DemoSheet announced = sheet();
      write(announced);
      System.out.println(DemoTable.of(announced, sheet));
    }
  }

  private DemoSheet sheet() {
    return new DemoSheet(
        gateway,
        portal,
        portal + "/admin",
        portal + "/manage/v1",
        operations,
        demo.cast().people().stream()
            .map(p -> new DemoSheet.Person(p.email(), Samples.PASSWORD, p.tenant(), p.roles()))
            .toList(),
        demo.cast().keys(),
        calls());
  }

  private List<DemoSheet.Call> calls() {
    String unknown = ApiKeys.issue(Mode.TEST, new SecureRandom()).text();
    List<DemoSheet.Call> calls = new ArrayList<>();
    calls.add(call("A good key", CALL, demo.key("globex", "good"), 200));
    calls.add(call("No key", CALL, null, 401));
    calls.add(call("A key nobody knows", CALL, unknown, 401));
    calls.add(call("A revoked key", CALL, demo.key("globex", "revoked"), 401));
    calls.add(call("A drained wallet", CALL, demo.key("globex", "drained"), 402));
    calls.add(call("An overdue invoice", CALL, demo.key("initech", "overdue"), 402));
    calls.add(call("A request nobody decided yet", CALL, demo.key("globex", "pending"), 403));
    calls.add(
        call("An API that is not there", "/acme/tides/today", demo.key("globex", "good"), 404));
    calls.add(
        call(
            "Another tenant's private API",
            "/globex/catalog/items",
            demo.key("initech", "good"),
            404));
    calls.add(call("One call a day, spent", CALL, demo.key("globex", "rate-limited"), 429));
    return calls;
  }

  private DemoSheet.Call call(String title, String path, @Nullable String key, int expect) {
    return new DemoSheet.Call(title, "GET", gateway + path, key, expect);
  }

  /** Whole or not at all, and for its owner only: it has keys and passwords in it. */
  private void write(DemoSheet announced) throws IOException {
    Path draft = sheet.resolveSibling("demo.json.new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    json.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), announced);
    Files.move(draft, sheet, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
