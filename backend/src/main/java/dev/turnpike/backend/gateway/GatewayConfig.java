package dev.turnpike.backend.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/**
 * The data plane's listener and its limits: everything a caller or an origin can use up has one.
 */
@ConfigMapping(prefix = "turnpike.gateway")
interface GatewayConfig {
  /**
   * Loopback by default, because by default sample keys are loaded; {@code 0.0.0.0} to serve
   * others.
   */
  @WithDefault("127.0.0.1")
  String host();

  /** 0 takes a free port. */
  @WithDefault("8000")
  int port();

  /** Where callers reach it; a host of its own, so that browsers keep its cookies apart. */
  @WithDefault("http://localhost:8000")
  URI url();

  /**
   * Each has its own listener and its own connections to origins, so that a call never changes
   * threads. More than there are cores only adds idle connections; 0 takes one a core.
   */
  @WithDefault("0")
  int eventLoops();

  /** Longer request targets are 414. Proxies in front rarely allow more than 8 KiB. */
  @WithDefault("8K")
  MemorySize maxUri();

  /** A longer single header is 431. */
  @WithDefault("8K")
  MemorySize maxHeader();

  /** More headers than this are 431. */
  @WithDefault("100")
  int maxHeaders();

  /** All headers together; beyond it 431, and an origin's answer is invalid. */
  @WithDefault("64K")
  MemorySize maxHead();

  /** A longer request body is 413. Bodies are streamed: this bounds traffic, not memory. */
  @WithDefault("100M")
  MemorySize maxBody();

  /** Short: an origin that does not accept within it is taken for unreachable (503). */
  @WithDefault("2s")
  Duration connectTimeout();

  /**
   * From the request's last byte to the answer's head; then 504. Too short cuts slow reports off,
   * too long lets a dead origin hold the in-flight limit.
   */
  @WithDefault("60s")
  Duration responseTimeout();

  /**
   * A connection on which no byte moves for this long is closed, on either side. It must exceed the
   * response timeout; event streams need a heartbeat more often than this.
   */
  @WithDefault("90s")
  Duration idleTimeout();

  /**
   * Calls in flight to one origin, over all event loops; more are refused with 503 rather than
   * queued, so that one slow origin cannot take the node with it.
   */
  @WithDefault("1000")
  int maxInFlightPerOrigin();

  /** How long a stopping process lets calls in flight finish before it cuts them. */
  @WithDefault("20s")
  Duration drainTimeout();

  /**
   * Refused calls a second and key, after a burst of 15 seconds' worth; beyond it 429, so that a
   * loop on 402 costs next to nothing.
   */
  @WithDefault("20")
  int refusalsPerSecond();

  /**
   * Memory for answers that routes want kept; beyond it the one asked for the longest ago goes.
   * More saves calls to origins and costs heap on every node.
   */
  @WithDefault("64M")
  MemorySize maxKeptAnswers();

  /**
   * Rate counters kept in memory. When all are in use, further subscriptions go uncounted: a
   * limiter that protects origins must not shut out paying callers.
   */
  @WithDefault("1000000")
  int maxRateCounters();
}
