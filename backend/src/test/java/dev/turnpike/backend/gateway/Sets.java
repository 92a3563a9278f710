package dev.turnpike.backend.gateway;

import dev.turnpike.tenants.snapshot.Origin;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.OriginSet.Balance;
import dev.turnpike.tenants.snapshot.OriginSet.Canary;
import dev.turnpike.tenants.snapshot.OriginSet.Health;
import dev.turnpike.tenants.snapshot.OriginSet.Probe;
import dev.turnpike.tenants.snapshot.OriginSet.Retries;
import dev.turnpike.tenants.snapshot.OriginSet.SecretHeader;
import dev.turnpike.tenants.snapshot.OriginSet.Sticky;
import dev.turnpike.tenants.snapshot.OriginSet.Timeouts;
import dev.turnpike.tenants.snapshot.OriginSet.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sets of origins for tests: usual in all but what a test is about. */
record Sets(
    List<Origin> origins,
    Balance balance,
    Sticky sticky,
    String active,
    @Nullable Canary canary,
    Health health,
    Timeouts timeouts,
    Retries retries,
    @Nullable Tls tls,
    List<SecretHeader> headers) {

  /** One of each, in the group main, called a, b, c. */
  static Sets of(URI... uris) {
    return of(
        IntStream.range(0, uris.length)
            .mapToObj(i -> new Origin(String.valueOf((char) ('a' + i)), uris[i], 1, "main"))
            .toList());
  }

  static Sets of(List<Origin> origins) {
    return new Sets(
        origins,
        Balance.WEIGHTED,
        Sticky.NOT,
        "main",
        null,
        new Health(3, Duration.ofSeconds(1), null),
        Timeouts.USUAL,
        new Retries(3, 100),
        null,
        List.of());
  }

  Sets weighing(int... weights) {
    return with(
        IntStream.range(0, weights.length)
            .mapToObj(
                i -> {
                  Origin o = origins.get(i);
                  return new Origin(o.name(), o.uri(), weights[i], o.group());
                })
            .toList());
  }

  Sets inGroups(String... groups) {
    return with(
        IntStream.range(0, groups.length)
            .mapToObj(
                i -> {
                  Origin o = origins.get(i);
                  return new Origin(o.name(), o.uri(), o.weight(), groups[i]);
                })
            .toList());
  }

  private Sets with(List<Origin> others) {
    return new Sets(
        others, balance, sticky, active, canary, health, timeouts, retries, tls, headers);
  }

  Sets by(Balance other, Sticky whose) {
    return new Sets(origins, other, whose, active, canary, health, timeouts, retries, tls, headers);
  }

  Sets active(String group) {
    return new Sets(
        origins, balance, sticky, group, canary, health, timeouts, retries, tls, headers);
  }

  Sets canary(String group, int percent) {
    return new Sets(
        origins,
        balance,
        sticky,
        active,
        new Canary(group, percent),
        health,
        timeouts,
        retries,
        tls,
        headers);
  }

  Sets out(int failures, Duration first) {
    return new Sets(
        origins,
        balance,
        sticky,
        active,
        canary,
        new Health(failures, first, health.probe()),
        timeouts,
        retries,
        tls,
        headers);
  }

  Sets checked(Probe probe) {
    return new Sets(
        origins,
        balance,
        sticky,
        active,
        canary,
        new Health(health.failures(), health.out(), probe),
        timeouts,
        retries,
        tls,
        headers);
  }

  Sets timeouts(int connect, int firstByte, int idle) {
    return new Sets(
        origins,
        balance,
        sticky,
        active,
        canary,
        health,
        new Timeouts(connect, firstByte, idle),
        retries,
        tls,
        headers);
  }

  Sets retries(int attempts, int percent) {
    return new Sets(
        origins,
        balance,
        sticky,
        active,
        canary,
        health,
        timeouts,
        new Retries(attempts, percent),
        tls,
        headers);
  }

  Sets tls(Tls own) {
    return new Sets(
        origins, balance, sticky, active, canary, health, timeouts, retries, own, headers);
  }

  Sets headers(SecretHeader... secret) {
    return new Sets(
        origins,
        balance,
        sticky,
        active,
        canary,
        health,
        timeouts,
        retries,
        tls,
        Arrays.asList(secret));
  }

  OriginSet set() {
    return new OriginSet(
        origins, balance, sticky, active, canary, health, timeouts, retries, tls, headers);
  }
}
