package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.catalog.RouteTerms.AddressTerms;
import dev.turnpike.tenants.catalog.RouteTerms.CorsTerms;
import dev.turnpike.tenants.catalog.RouteTerms.MaintenanceTerms;
import dev.turnpike.tenants.catalog.RouteTerms.MockTerms;
import dev.turnpike.tenants.catalog.RouteTerms.RewriteTerms;
import dev.turnpike.tenants.catalog.RouteTerms.SizeTerms;
import dev.turnpike.tenants.catalog.RouteTerms.ValidationTerms;
import dev.turnpike.tenants.kernel.AddressRange;
import dev.turnpike.tenants.kernel.schema.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether policies can be carried out as they are written: each fault with its remedy. */
final class RouteCheck {
  private static final int MOST_ENTRIES = 50;
  private static final int LONGEST_VALUE = 1000;
  private static final int LONGEST_MOCK = 256 * 1024;
  private static final int LONGEST_SCHEMA = 512 * 1024;
  private static final int A_DAY_SECONDS = 86_400;
  private static final long MOST_BYTES = 100L << 20;
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9._~-]{1,100}");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]*");
  private static final Pattern SITE =
      Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

  /** A path of segments and placeholders. */
  private static final Pattern PATH =
      Pattern.compile("(?:/|\\{path})(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|\\{[^/{}\\s]+\\})*");

  /** What origins may say of the connection, or only we may say to callers. */
  private static final Set<String> OURS_IN_ANSWERS =
      Set.of("billing-state", "x-request-id", "set-cookie", "www-authenticate", "date");

  private final String at;
  private final List<Fault> faults = new ArrayList<>();

  private RouteCheck(String at) {
    this.at = at;
  }

  static List<Fault> of(String at, RouteTerms terms) {
    RouteCheck check = new RouteCheck(at);
    check.rewrite(terms.rewrite());
    check.cors(terms.cors());
    check.sizes(terms.sizes());
    check.addresses(terms.addresses());
    check.maintenance(terms.maintenance());
    check.mock(terms.mock());
    check.validation(terms.validation());
    if (terms.cache() != null && terms.cache().seconds() != null) {
      check.range("cache.seconds", terms.cache().seconds(), 1, A_DAY_SECONDS);
    }
    if (terms.timeouts() != null) {
      check.range("timeouts.connect", terms.timeouts().connect(), 1, OriginCheck.LONGEST_MILLIS);
      check.range(
          "timeouts.first_byte", terms.timeouts().firstByte(), 1, OriginCheck.LONGEST_MILLIS);
      check.range("timeouts.idle", terms.timeouts().idle(), 1, OriginCheck.LONGEST_MILLIS);
    }
    return List.copyOf(check.faults);
  }

  private void rewrite(@Nullable RewriteTerms rewrite) {
    if (rewrite == null) {
      return;
    }
    String path = rewrite.path();
    if (path != null && (path.length() > LONGEST_VALUE || !isPath(path))) {
      add("rewrite.path", "is no path such as /v2{path} or /items/{id}");
    }
    entries("rewrite.set_query", rewrite.setQuery(), PARAMETER);
    names("rewrite.remove_query", rewrite.removeQuery(), PARAMETER);
    entries("rewrite.set_headers", rewrite.setHeaders(), HEADER);
    names("rewrite.remove_headers", rewrite.removeHeaders(), HEADER);
    entries("rewrite.set_answer_headers", rewrite.setAnswerHeaders(), HEADER);
    names("rewrite.remove_answer_headers", rewrite.removeAnswerHeaders(), HEADER);
    for (String name : rewrite.setHeaders().keySet()) {
      if (OriginCheck.isOurs(name)) {
        add("rewrite.set_headers." + name, "is set by the gateway: choose another header");
      }
    }
    for (String name : rewrite.setAnswerHeaders().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (OriginCheck.isOurs(name) || OURS_IN_ANSWERS.contains(lower)) {
        add("rewrite.set_answer_headers." + name, "is set by the gateway: choose another header");
      }
    }
  }

  /** Dot segments would lead out of the place that the origin's address names. */
  private static boolean isPath(String path) {
    return PATH.matcher(path).matches()
        && !path.contains("//")
        && !path.contains("/./")
        && !path.contains("/../")
        && !path.endsWith("/.")
        && !path.endsWith("/..");
  }

  private void entries(String path, Map<String, String> entries, Pattern form) {
    names(path, List.copyOf(entries.keySet()), form);
    entries.forEach(
        (name, value) -> {
          if (value.length() > LONGEST_VALUE || !PRINTABLE.matcher(value).matches()) {
            add(path + "." + name, "is no printable text of at most " + LONGEST_VALUE + " letters");
          }
        });
  }

  private void names(String path, List<String> names, Pattern form) {
    if (names.size() > MOST_ENTRIES) {
      add(path, "are more than " + MOST_ENTRIES + ": leave some out");
    }
    for (String name : names) {
      if (!form.matcher(name).matches()) {
        add(path, "cannot be named so: " + name);
      }
    }
  }

  private void cors(@Nullable CorsTerms cors) {
    if (cors == null) {
      return;
    }
    if (cors.origins().isEmpty()) {
      add("cors.origins", "is missing: write sites such as https://app.example.com, or *");
    }
    boolean any = cors.origins().contains("*");
    if (any && cors.origins().size() > 1) {
      add("cors.origins", "names * and others: keep one of the two");
    }
    if (any && Boolean.TRUE.equals(cors.credentials())) {
      add("cors.credentials", "cannot be allowed to every site: name the sites");
    }
    if (!any) {
      names("cors.origins", cors.origins(), SITE);
    }
    names("cors.methods", cors.methods(), METHOD);
    names("cors.headers", cors.headers(), HEADER);
    range("cors.max_age_seconds", cors.maxAgeSeconds(), 0, A_DAY_SECONDS);
  }

  private void sizes(@Nullable SizeTerms sizes) {
    if (sizes != null) {
      bytes("sizes.request_bytes", sizes.requestBytes());
      bytes("sizes.response_bytes", sizes.responseBytes());
    }
  }

  private void bytes(String path, @Nullable Long bytes) {
    if (bytes != null && (bytes < 0 || bytes > MOST_BYTES)) {
      add(path, "is " + bytes + ": write 0 to " + MOST_BYTES);
    }
  }

  private void addresses(@Nullable AddressTerms addresses) {
    if (addresses != null) {
      ranges("addresses.allow", addresses.allow());
      ranges("addresses.deny", addresses.deny());
    }
  }

  private void ranges(String path, List<String> ranges) {
    if (ranges.size() > MOST_ENTRIES) {
      add(path, "are more than " + MOST_ENTRIES + ": leave some out");
    }
    for (String range : ranges) {
      if (AddressRange.of(range).isEmpty()) {
        add(path, "is no range of addresses such as 10.0.0.0/8 or 2001:db8::/32: " + range);
      }
    }
  }

  private void maintenance(@Nullable MaintenanceTerms maintenance) {
    if (maintenance != null) {
      range("maintenance.retry_after_seconds", maintenance.retryAfterSeconds(), 1, A_DAY_SECONDS);
      String message = maintenance.message();
      if (message != null && (message.length() > 300 || message.matches("(?s).*\\p{Cntrl}.*"))) {
        add("maintenance.message", "is no single line of at most 300 letters");
      }
    }
  }

  private void mock(@Nullable MockTerms mock) {
    if (mock == null) {
      return;
    }
    range("mock.status", mock.status(), 200, 599);
    if (mock.status() != null && mock.status() == 402) {
      add("mock.status", "is 402, which only we say and never for an origin");
    }
    if (mock.type() != null && !mock.type().matches("[a-z0-9.+-]+/[a-z0-9.+-]+(;[ -~]{0,100})?")) {
      add("mock.type", "is no media type such as application/json");
    }
    if (mock.body() != null && mock.body().length() > LONGEST_MOCK) {
      add("mock.body", "is longer than " + LONGEST_MOCK + " letters: shorten it");
    }
  }

  private void validation(@Nullable ValidationTerms validation) {
    if (validation == null) {
      return;
    }
    if (validation.body() == null || validation.body().isMissingNode()) {
      add("validation.body", "is missing: write a JSON Schema");
    } else if (validation.body().toString().length() > LONGEST_SCHEMA) {
      add("validation.body", "is longer than " + LONGEST_SCHEMA + " letters: simplify it");
    } else {
      JsonSchema.faults(validation.body())
          .forEach(fault -> add("validation.body" + fault.pointer(), fault.detail()));
    }
  }

  private void range(String path, @Nullable Integer number, int least, int most) {
    if (number != null && (number < least || number > most)) {
      add(path, "is " + number + ": write " + least + " to " + most);
    }
  }

  private void add(String path, String reason) {
    faults.add(new Fault(at + "." + path, reason));
  }
}
