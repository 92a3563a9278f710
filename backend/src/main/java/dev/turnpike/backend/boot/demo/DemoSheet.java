package dev.turnpike.backend.boot.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnpike.tenants.definition.Samples;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code .turnpike/demo.json} says: where the demo listens, and who and what to try. */
@RegisterForReflection(targets = {DemoSheet.class, Samples.Key.class})
record DemoSheet(
    String gateway,
    String portal,
    String admin,
    String management,
    String operations,
    List<Person> people,
    List<Samples.Key> keys,
    List<Call> calls) {

  @RegisterForReflection
  record Person(String email, String password, String tenant, List<String> roles) {}

  /**
   * A call to try.
   *
   * @param key absent for a call without a credential
   * @param expect the status it answers, each time
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Call(String title, String method, String url, @Nullable String key, int expect) {}
}
