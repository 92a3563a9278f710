package dev.turnpike.tenants.consumer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnpike.tenants.kernel.AddressRange;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a key is for, as it is stored and shown. An empty list allows everything.
 *
 * @param apis ids where it is stored, {@code publisher/api} where people see it
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Scope(List<String> apis, List<String> methods, List<String> ranges) {
  public static final Scope EVERYTHING = new Scope(List.of(), List.of(), List.of());
  static final int MOST_APIS = 50;
  private static final int MOST_METHODS = 10;
  private static final int MOST_RANGES = 50;
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

  public Scope(
      @Nullable List<String> apis, @Nullable List<String> methods, @Nullable List<String> ranges) {
    this.apis = List.copyOf(Objects.requireNonNullElse(apis, List.of()));
    this.methods = List.copyOf(Objects.requireNonNullElse(methods, List.of()));
    this.ranges = List.copyOf(Objects.requireNonNullElse(ranges, List.of()));
  }

  public boolean isEverything() {
    return apis.isEmpty() && methods.isEmpty() && ranges.isEmpty();
  }

  /** The methods in capitals; empty when one of them cannot be. */
  static Optional<List<String>> methods(List<String> written) {
    List<String> methods =
        written.stream().map(each -> each.strip().toUpperCase(Locale.ROOT)).distinct().toList();
    boolean sound =
        methods.size() <= MOST_METHODS
            && methods.stream().allMatch(m -> METHOD.matcher(m).matches());
    return sound ? Optional.of(methods) : Optional.empty();
  }

  /** The ranges in their shortest form; empty when one of them is none. */
  static Optional<List<String>> ranges(List<String> written) {
    List<Optional<AddressRange>> ranges =
        written.stream().map(String::strip).distinct().map(AddressRange::of).toList();
    boolean sound = ranges.size() <= MOST_RANGES && ranges.stream().allMatch(Optional::isPresent);
    return sound
        ? Optional.of(ranges.stream().map(range -> range.orElseThrow().toString()).toList())
        : Optional.empty();
  }
}
