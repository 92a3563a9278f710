package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
  @Test
  void defaults_suit_a_laptop() {
    GatewayConfig config = Stand.configOf(Map.of());
    assertEquals("127.0.0.1", config.host());
    assertEquals(8000, config.port());
    assertEquals(URI.create("http://localhost:8000"), config.url());
    assertEquals(0, config.eventLoops());
    assertEquals(8192, config.maxUri().asLongValue());
    assertEquals(8192, config.maxHeader().asLongValue());
    assertEquals(100, config.maxHeaders());
    assertEquals(65_536, config.maxHead().asLongValue());
    assertEquals(100L << 20, config.maxBody().asLongValue());
    assertEquals(Duration.ofSeconds(2), config.connectTimeout());
    assertEquals(Duration.ofSeconds(60), config.responseTimeout());
    assertEquals(Duration.ofSeconds(90), config.idleTimeout());
    assertEquals(1000, config.maxInFlightPerOrigin());
    assertEquals(Duration.ofSeconds(20), config.drainTimeout());
    assertEquals(20, config.refusalsPerSecond());
    assertEquals(1_000_000, config.maxRateCounters());
    assertEquals(64L << 20, config.maxKeptAnswers().asLongValue());
  }

  @Test
  void every_key_can_be_set() {
    GatewayConfig config =
        Stand.configOf(
            Map.ofEntries(
                Map.entry("turnpike.gateway.host", "0.0.0.0"),
                Map.entry("turnpike.gateway.port", "1"),
                Map.entry("turnpike.gateway.url", "https://api.example"),
                Map.entry("turnpike.gateway.event-loops", "3"),
                Map.entry("turnpike.gateway.max-uri", "1K"),
                Map.entry("turnpike.gateway.max-header", "2K"),
                Map.entry("turnpike.gateway.max-headers", "4"),
                Map.entry("turnpike.gateway.max-head", "5K"),
                Map.entry("turnpike.gateway.max-body", "6K"),
                Map.entry("turnpike.gateway.connect-timeout", "7s"),
                Map.entry("turnpike.gateway.response-timeout", "8s"),
                Map.entry("turnpike.gateway.idle-timeout", "9s"),
                Map.entry("turnpike.gateway.max-in-flight-per-origin", "10"),
                Map.entry("turnpike.gateway.drain-timeout", "11s"),
                Map.entry("turnpike.gateway.refusals-per-second", "12"),
                Map.entry("turnpike.gateway.max-rate-counters", "13"),
                Map.entry("turnpike.gateway.max-kept-answers", "14K")));
    assertEquals("0.0.0.0", config.host());
    assertEquals(1, config.port());
    assertEquals(URI.create("https://api.example"), config.url());
    assertEquals(3, config.eventLoops());
    assertEquals(kibibytes(1), config.maxUri());
    assertEquals(kibibytes(2), config.maxHeader());
    assertEquals(4, config.maxHeaders());
    assertEquals(kibibytes(5), config.maxHead());
    assertEquals(kibibytes(6), config.maxBody());
    assertEquals(Duration.ofSeconds(7), config.connectTimeout());
    assertEquals(Duration.ofSeconds(8), config.responseTimeout());
    assertEquals(Duration.ofSeconds(9), config.idleTimeout());
    assertEquals(10, config.maxInFlightPerOrigin());
    assertEquals(Duration.ofSeconds(11), config.drainTimeout());
    assertEquals(12, config.refusalsPerSecond());
    assertEquals(13, config.maxRateCounters());
    assertEquals(kibibytes(14), config.maxKeptAnswers());
  }

  @Test
  void gateway_and_portal_do_not_share_a_host_but_on_a_laptop() {
    SeparateHosts.check(URI.create("http://localhost:8000"), URI.create("http://localhost:8080"));
    SeparateHosts.check(URI.create("https://api.example"), URI.create("https://portal.example"));
    assertThrows(
        IllegalStateException.class,
        () ->
            SeparateHosts.check(
                URI.create("https://one.example:8000"), URI.create("https://ONE.example")));
  }

  private static MemorySize kibibytes(long count) {
    return new MemorySize(BigInteger.valueOf(count * 1024));
  }
}
