package dev.turnpike.tenants.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, each a decimal of the currency for 1,000,000 tokens.
 *
 * @param cached absent: as {@code input}
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelTerms(String model, String input, @Nullable String cached, String output) {

  public String cachedPrice() {
    return cached == null ? input : cached;
  }

  /** Micro-units for 1,000,000 tokens. */
  public static long perMillion(String decimal) {
    return new BigDecimal(decimal).movePointRight(6).longValueExact();
  }
}
