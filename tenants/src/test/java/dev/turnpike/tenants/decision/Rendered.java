package dev.turnpike.tenants.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.function.Consumer;

/** A refusal as a client reads it. */
record Rendered(Refusal refusal) {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Links LINKS = new Links(URI.create("https://portal.example/"));
  static final DenialTokens TOKENS =
      new DenialTokens("a secret of the platform", new SecureRandom());

  /** What the cast's call is told when it is refused with this code. */
  static Rendered simulated(Code code, String accept, Consumer<Cast> change) {
    return of(deny(code, change), accept);
  }

  static Deny deny(Code code, Consumer<Cast> change) {
    Cast cast = Cast.with(change);
    Grant grant = cast.grant();
    return Simulation.of(code, Deny.Who.of(grant), Cast.NOW);
  }

  static Rendered of(Deny deny, String accept) {
    return new Rendered(refusals().render(deny, asked("GET", accept)));
  }

  static Refusals refusals() {
    return new Refusals(LINKS, TOKENS, new RecentDenials());
  }

  static Refusals.Asked asked(String method, String accept) {
    return new Refusals.Asked(
        Cast.REQUEST, Cast.NOW, method, "/acme/weather/v1/current/bern", accept);
  }

  String body() {
    return new String(refusal.body(), StandardCharsets.UTF_8);
  }

  JsonNode json() {
    return json(body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** Null when the refusal has no such header. */
  String header(String name) {
    return refusal.headers().stream()
        .filter(header -> header.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
