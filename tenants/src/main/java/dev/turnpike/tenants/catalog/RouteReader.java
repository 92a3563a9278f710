package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.catalog.RouteTerms.AddressTerms;
import dev.turnpike.tenants.catalog.RouteTerms.CacheTerms;
import dev.turnpike.tenants.catalog.RouteTerms.CorsTerms;
import dev.turnpike.tenants.catalog.RouteTerms.MaintenanceTerms;
import dev.turnpike.tenants.catalog.RouteTerms.MockTerms;
import dev.turnpike.tenants.catalog.RouteTerms.RewriteTerms;
import dev.turnpike.tenants.catalog.RouteTerms.SizeTerms;
import dev.turnpike.tenants.catalog.RouteTerms.ValidationTerms;
import org.jspecify.annotations.Nullable;

/**
 * Reads policies as a person wrote them. What is misread is noted as a fault and missing in the
 * terms; {@link RouteCheck} then says what else is wrong.
 */
final class RouteReader {
  private RouteReader() {}

  static RouteTerms policies(Fields policies) {
    RouteTerms read =
        new RouteTerms(
            rewrite(policies.object("rewrite")),
            cors(policies.object("cors")),
            sizes(policies.object("sizes")),
            addresses(policies.object("addresses")),
            maintenance(policies.object("maintenance")),
            mock(policies.object("mock")),
            validation(policies.object("validation")),
            cache(policies.object("cache")),
            OriginReader.timeouts(policies.object("timeouts")));
    policies.noMore();
    return read;
  }

  private static @Nullable RewriteTerms rewrite(@Nullable Fields rewrite) {
    if (rewrite == null) {
      return null;
    }
    RewriteTerms read =
        new RewriteTerms(
            rewrite.text("path"),
            rewrite.words("set_query"),
            rewrite.texts("remove_query"),
            rewrite.words("set_headers"),
            rewrite.texts("remove_headers"),
            rewrite.words("set_answer_headers"),
            rewrite.texts("remove_answer_headers"));
    rewrite.noMore();
    return read;
  }

  private static @Nullable CorsTerms cors(@Nullable Fields cors) {
    if (cors == null) {
      return null;
    }
    CorsTerms read =
        new CorsTerms(
            cors.texts("origins"),
            cors.texts("methods"),
            cors.texts("headers"),
            cors.flag("credentials"),
            cors.days("max_age_seconds"));
    cors.noMore();
    return read;
  }

  private static @Nullable SizeTerms sizes(@Nullable Fields sizes) {
    if (sizes == null) {
      return null;
    }
    SizeTerms read = new SizeTerms(sizes.count("request_bytes"), sizes.count("response_bytes"));
    sizes.noMore();
    return read;
  }

  private static @Nullable AddressTerms addresses(@Nullable Fields addresses) {
    if (addresses == null) {
      return null;
    }
    AddressTerms read = new AddressTerms(addresses.texts("allow"), addresses.texts("deny"));
    addresses.noMore();
    return read;
  }

  private static @Nullable MaintenanceTerms maintenance(@Nullable Fields maintenance) {
    if (maintenance == null) {
      return null;
    }
    MaintenanceTerms read =
        new MaintenanceTerms(maintenance.days("retry_after_seconds"), maintenance.text("message"));
    maintenance.noMore();
    return read;
  }

  private static @Nullable MockTerms mock(@Nullable Fields mock) {
    if (mock == null) {
      return null;
    }
    String body = mock.text("body");
    MockTerms read =
        new MockTerms(mock.days("status"), mock.text("type"), body == null ? "" : body);
    mock.noMore();
    return read;
  }

  private static @Nullable ValidationTerms validation(@Nullable Fields validation) {
    if (validation == null) {
      return null;
    }
    ValidationTerms read = new ValidationTerms(validation.any("body"), validation.flag("required"));
    validation.noMore();
    return read;
  }

  private static @Nullable CacheTerms cache(@Nullable Fields cache) {
    if (cache == null) {
      return null;
    }
    CacheTerms read = new CacheTerms(cache.days("seconds"));
    cache.noMore();
    return read;
  }
}
