package dev.turnpike.tenants.catalog;

import dev.turnpike.tenants.catalog.OriginTerms.CanaryTerms;
import dev.turnpike.tenants.catalog.OriginTerms.HealthTerms;
import dev.turnpike.tenants.catalog.OriginTerms.SecretHeader;
import dev.turnpike.tenants.catalog.OriginTerms.TargetTerms;
import dev.turnpike.tenants.catalog.OriginTerms.TimeoutTerms;
import dev.turnpike.tenants.catalog.OriginTerms.TlsTerms;
import dev.turnpike.tenants.secret.SecretRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether calls can be sent as origins' terms say: each fault with its field and its remedy. */
public final class OriginCheck {
  private static final int MOST_ORIGINS = 50;
  private static final int MOST_HEADERS = 20;
  private static final int MOST_WEIGHT = 1000;
  private static final int LONGEST_URL = 500;
  static final int LONGEST_MILLIS = 600_000;
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");

  /** Digits and 0x that some resolvers read as an IPv4 address and others as a name. */
  private static final Pattern ODD_NUMBER =
      Pattern.compile("(?:0[xX][0-9A-Fa-f]*|[0-9]+)(?:\\.(?:0[xX][0-9A-Fa-f]*|[0-9]+))*\\.?");

  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

  /** What the connection, the routing or we ourselves say. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "keep-alive",
          "x-request-id");

  private final OriginTerms terms;
  private final List<Fault> faults = new ArrayList<>();

  private OriginCheck(OriginTerms terms) {
    this.terms = terms;
  }

  /** None when all is well. Paths are within {@code origins}. */
  public static List<Fault> of(OriginTerms terms) {
    OriginCheck check = new OriginCheck(terms);
    check.origins();
    check.groups();
    check.health(terms.health());
    check.timeouts("timeouts", terms.timeouts());
    check.retries();
    check.tls(terms.tls());
    check.headers();
    return List.copyOf(check.faults);
  }

  private void origins() {
    if (terms.origin() != null && !terms.live().isEmpty()) {
      add("origin", "is one origin, and live has others: keep one of the two");
    }
    if (terms.testOrigin() != null && !terms.test().isEmpty()) {
      add("test_origin", "is one origin, and test has others: keep one of the two");
    }
    if (terms.origin() != null || terms.live().isEmpty()) {
      urlFault(terms.origin()).ifPresent(reason -> add("origin", reason));
    }
    if (terms.testOrigin() != null) {
      urlFault(terms.testOrigin()).ifPresent(reason -> add("test_origin", reason));
    }
    each("live", terms.live());
    each("test", terms.test());
  }

  private void each(String set, List<TargetTerms> origins) {
    if (origins.size() > MOST_ORIGINS) {
      add(set, "has more than " + MOST_ORIGINS + " origins: leave some out");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < origins.size(); i++) {
      TargetTerms origin = origins.get(i);
      String path = set + "[" + i + "]";
      if (origin.name() == null || !WORD.matcher(origin.name()).matches()) {
        add(path + ".name", "is no name: write lower-case words joined by hyphens, such as east-1");
      } else if (!names.add(origin.name())) {
        add(path + ".name", origin.name() + " is there already: names differ");
      }
      urlFault(origin.url()).ifPresent(reason -> add(path + ".url", reason));
      range(path + ".weight", origin.weight(), 1, MOST_WEIGHT);
      word(path + ".group", origin.group());
    }
  }

  /**
   * Why calls cannot be sent to this address; empty when they can. Whether they may is asked at
   * dial.
   */
  public static Optional<String> urlFault(@Nullable String url) {
    if (url == null || url.isBlank()) {
      return Optional.of("is missing: write an address such as https://api.example.com");
    }
    if (url.length() > LONGEST_URL) {
      return Optional.of("is longer than " + LONGEST_URL + " characters: shorten it");
    }
    try {
      return Optional.ofNullable(fault(new URI(url))).map(reason -> reason + ": " + url);
    } catch (URISyntaxException broken) {
      return Optional.of("is no address: write one such as https://api.example.com: " + url);
    }
  }

  private static @Nullable String fault(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return "is neither http:// nor https://: write one of the two";
    }
    if (uri.getRawUserInfo() != null) {
      return "names a user: a credential belongs into headers, by reference";
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      return "has no host: write an address such as https://api.example.com";
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      return "has a query or fragment: only a path can precede the calls' own";
    }
    if (ODD_NUMBER.matcher(uri.getHost()).matches()
        && !DOTTED_QUAD.matcher(uri.getHost()).matches()) {
      return "has a number for a host: write an IPv4 address as four decimal numbers";
    }
    return null;
  }

  private void groups() {
    word("active", terms.active());
    String active = terms.activeGroup();
    holds("active", active);
    CanaryTerms canary = terms.canary();
    if (canary != null) {
      range("canary.percent", canary.percent(), 0, 100);
      if (canary.group() == null) {
        add("canary.group", "is missing: write the group that is tried");
      } else if (canary.group().equals(active)) {
        add("canary.group", "is the active group: write another one");
      } else {
        holds("canary.group", canary.group());
      }
    }
  }

  private void holds(String path, String group) {
    List<TargetTerms> live = terms.liveOrigins();
    if (!live.isEmpty() && live.stream().noneMatch(o -> o.inGroup().equals(group))) {
      add(path, "no origin of live is in the group " + group);
    }
  }

  private void health(@Nullable HealthTerms health) {
    if (health == null) {
      return;
    }
    range("health.failures", health.failures(), 1, 100);
    range("health.out_seconds", health.outSeconds(), 1, 300);
    range("health.interval_seconds", health.intervalSeconds(), 1, 300);
    range("health.timeout_millis", health.timeoutMillis(), 10, 60_000);
    range("health.healthy", health.healthy(), 1, 20);
    range("health.unhealthy", health.unhealthy(), 1, 20);
    if (health.path() != null && !health.path().matches("/[!-~]{0,500}")) {
      add("health.path", "is no path: write one such as /healthz");
    }
  }

  private void timeouts(String path, @Nullable TimeoutTerms timeouts) {
    if (timeouts != null) {
      range(path + ".connect", timeouts.connect(), 1, LONGEST_MILLIS);
      range(path + ".first_byte", timeouts.firstByte(), 1, LONGEST_MILLIS);
      range(path + ".idle", timeouts.idle(), 1, LONGEST_MILLIS);
    }
  }

  private void retries() {
    if (terms.retries() != null) {
      range("retries.attempts", terms.retries().attempts(), 1, 5);
      range("retries.budget_percent", terms.retries().budgetPercent(), 0, 100);
    }
  }

  private void tls(@Nullable TlsTerms tls) {
    if (tls == null) {
      return;
    }
    reference("tls.ca", tls.ca());
    reference("tls.certificate", tls.certificate());
    reference("tls.key", tls.key());
    if ((tls.certificate() == null) != (tls.key() == null)) {
      add(
          tls.key() == null ? "tls.key" : "tls.certificate",
          "is missing: a certificate and its private key belong together");
    }
  }

  private void headers() {
    if (terms.headers().size() > MOST_HEADERS) {
      add("headers", "are more than " + MOST_HEADERS + ": leave some out");
    }
    for (int i = 0; i < terms.headers().size(); i++) {
      SecretHeader header = terms.headers().get(i);
      String path = "headers[" + i + "]";
      if (header.name() == null || !HEADER.matcher(header.name()).matches()) {
        add(path + ".name", "is no header: write a name such as X-Api-Key");
      } else if (isOurs(header.name())) {
        add(path + ".name", header.name() + " is set by the gateway: choose another name");
      }
      if (header.secret() == null) {
        add(path + ".secret", "is missing: " + SecretRef.REMEDY);
      }
      reference(path + ".secret", header.secret());
    }
  }

  /** Whether only the gateway may set a header to origins. */
  static boolean isOurs(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return OURS.contains(lower)
        || lower.startsWith("turnpike-")
        || lower.startsWith("x-forwarded-");
  }

  private void reference(String path, @Nullable String text) {
    if (text != null && SecretRef.parse(text).isEmpty()) {
      add(path, "is no reference to a secret: " + SecretRef.REMEDY);
    }
  }

  private void word(String path, @Nullable String word) {
    if (word != null && !WORD.matcher(word).matches()) {
      add(path, "is no name: write lower-case words joined by hyphens");
    }
  }

  private void range(String path, @Nullable Integer number, int least, int most) {
    if (number != null && (number < least || number > most)) {
      add(path, "is " + number + ": write " + least + " to " + most);
    }
  }

  private void add(String path, String reason) {
    faults.add(new Fault(path, reason));
  }
}
