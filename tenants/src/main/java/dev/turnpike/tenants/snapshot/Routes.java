package dev.turnpike.tenants.snapshot;

import dev.turnpike.tenants.catalog.RouteTerms;
import dev.turnpike.tenants.kernel.AddressRange;
import dev.turnpike.tenants.kernel.schema.JsonSchema;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From what a release says of policies to what the gateway carries out. */
final class Routes {
  private static final int MAX_AGE_SECONDS = 600;

  private Routes() {}

  /** {@link Route#NONE} itself where nothing is to happen. */
  static Route of(@Nullable RouteTerms general, @Nullable RouteTerms own) {
    RouteTerms terms = (general == null ? RouteTerms.NONE : general).with(own);
    return terms.equals(RouteTerms.NONE) ? Route.NONE : of(terms);
  }

  private static Route of(RouteTerms terms) {
    return new Route(
        rewrite(terms.rewrite()),
        cors(terms.cors()),
        bodies(terms.sizes()),
        terms.addresses() == null
            ? null
            : new Route.Addresses(
                ranges(terms.addresses().allow()), ranges(terms.addresses().deny())),
        terms.maintenance() == null
            ? null
            : new Route.Maintenance(
                Duration.ofSeconds(terms.maintenance().seconds()), terms.maintenance().message()),
        terms.mock() == null
            ? null
            : new Route.Mock(terms.mock().code(), terms.mock().mediaType(), terms.mock().body()),
        terms.validation() == null
            ? null
            : new Route.Validation(
                JsonSchema.of(terms.validation().body()),
                Boolean.TRUE.equals(terms.validation().required())),
        terms.cache() == null
            ? null
            : new Route.Cache(
                Duration.ofSeconds(terms.cache().seconds() == null ? 0 : terms.cache().seconds())),
        OriginSets.timeouts(terms.timeouts()));
  }

  private static Route.@Nullable Rewrite rewrite(RouteTerms.@Nullable RewriteTerms rewrite) {
    return rewrite == null
        ? null
        : new Route.Rewrite(
            rewrite.path(),
            rewrite.setQuery(),
            Set.copyOf(rewrite.removeQuery()),
            rewrite.setHeaders(),
            lower(rewrite.removeHeaders()),
            rewrite.setAnswerHeaders(),
            lower(rewrite.removeAnswerHeaders()));
  }

  private static Route.@Nullable Cors cors(RouteTerms.@Nullable CorsTerms cors) {
    return cors == null
        ? null
        : new Route.Cors(
            Set.copyOf(cors.origins()),
            cors.methods(),
            cors.headers(),
            Boolean.TRUE.equals(cors.credentials()),
            cors.maxAgeSeconds() == null ? MAX_AGE_SECONDS : cors.maxAgeSeconds());
  }

  private static Route.Bodies bodies(RouteTerms.@Nullable SizeTerms sizes) {
    return sizes == null
        ? Route.Bodies.ANY
        : new Route.Bodies(
            sizes.requestBytes() == null ? Long.MAX_VALUE : sizes.requestBytes(),
            sizes.responseBytes() == null ? Long.MAX_VALUE : sizes.responseBytes());
  }

  private static List<AddressRange> ranges(List<String> texts) {
    return texts.stream().map(AddressRange::of).flatMap(Optional::stream).toList();
  }

  private static Set<String> lower(List<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
