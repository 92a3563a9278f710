package dev.turnpike.portal;

import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.KeyTerms;
import jakarta.ws.rs.FormParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody wrote of a key. */
record KeyForm(
    @FormParam("tenant") @Nullable String tenant,
    @FormParam("name") @Nullable String name,
    @FormParam("api") @Nullable List<String> api,
    @FormParam("method") @Nullable List<String> method,
    @FormParam("ranges") @Nullable String ranges,
    @FormParam("expires") @Nullable String expires,
    @FormParam("mode") @Nullable String mode) {
  static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  static KeyForm empty() {
    return new KeyForm(null, null, null, null, null, null, null);
  }

  static KeyForm of(ApiKey key) {
    Instant until = key.expiresAt();
    return new KeyForm(
        null,
        key.name(),
        key.scope().apis(),
        key.scope().methods(),
        String.join(", ", key.scope().ranges()),
        until == null ? "" : LocalDate.ofInstant(until, ZoneOffset.UTC).toString(),
        null);
  }

  List<String> apis() {
    return api == null ? List.of() : api;
  }

  List<String> methods() {
    return method == null ? List.of() : method;
  }

  String nameOrEmpty() {
    return name == null ? "" : name;
  }

  String rangesOrEmpty() {
    return ranges == null ? "" : ranges;
  }

  String expiresOrEmpty() {
    return expires == null ? "" : expires;
  }

  /** Empty when the day is none. */
  Optional<KeyTerms> terms() {
    List<String> words =
        Arrays.stream(rangesOrEmpty().split("[\\s,;]+", -1)).filter(w -> !w.isBlank()).toList();
    try {
      Instant until =
          expiresOrEmpty().isBlank()
              ? null
              : LocalDate.parse(expiresOrEmpty().strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
      return Optional.of(new KeyTerms(nameOrEmpty(), apis(), methods(), words, until));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
