package dev.turnpike.backend.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.tenants.catalog.ApiReader;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.PlanReader;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.definition.TenantFile;
import dev.turnpike.tenants.definition.TenantFile.ApiEntry;
import dev.turnpike.tenants.definition.TenantFile.ApplicationEntry;
import dev.turnpike.tenants.definition.TenantFile.Brand;
import dev.turnpike.tenants.definition.TenantFile.EligibilityEntry;
import dev.turnpike.tenants.definition.TenantFile.PersonEntry;
import dev.turnpike.tenants.definition.TenantFile.PlanEntry;
import dev.turnpike.tenants.definition.TenantFile.ProductEntry;
import dev.turnpike.tenants.definition.TenantFile.SignUp;
import dev.turnpike.tenants.definition.TenantFile.Support;
import dev.turnpike.tenants.definition.TenantFile.TeamEntry;
import dev.turnpike.tenants.tenant.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tenants that nobody would write, all of them sound. The same seed makes the same tenant. */
public final class RandomTenant {
  private static final List<String> ODD_TEXTS =
      List.of(
          "no",
          "null",
          "~",
          "true",
          "2026-11",
          "1e3",
          "0x1f",
          "0o17",
          "1_000",
          "-",
          "- a",
          "a: b",
          "a #b",
          "#",
          "'",
          "\"quoted\"",
          "{",
          "[",
          "a, b",
          "*a",
          "&a",
          "!tag",
          "%",
          "@",
          "`",
          "?",
          "| block",
          "> folded",
          "back\\slash",
          "tab\there",
          "é ü ß 日本 😀",
          "a\u0085b",
          "a\u2028b",
          "\ufeffmark",
          "trailing: ",
          "x:",
          "two\nlines",
          "two\nlines\n",
          "three\n\nlines\n\n",
          " two\nlines",
          "a\n  b\n\tc",
          "line \nwith blank end",
          "\u0007",
          "a: |",
          "…",
          "=",
          "<<",
          "y",
          "N",
          "off",
          "12:30:45",
          ".5",
          "+1",
          "key:value",
          "http://a.example/?b=c#d");

  private final Random random;

  public RandomTenant(long seed) {
    this.random = new Random(seed);
  }

  /** A whole one; only the people given are in it. */
  public TenantFile next(String slug, boolean publishes, List<PersonEntry> people) {
    List<TeamEntry> teams =
        people.isEmpty()
            ? List.of()
            : list(3, i -> new TeamEntry(slug("t", i), text(), members(people)));
    List<ApiEntry> apis = list(4, this::api);
    return new TenantFile(
        slug,
        text(),
        publishes,
        new Support(
            maybe(() -> "help@" + slug + ".example"),
            maybe(() -> "https://" + slug + ".example/help")),
        new Brand(maybe(() -> pick("#0b6147", "#112233", "#5a1e96"))),
        random.nextBoolean() ? null : door(),
        people.isEmpty() ? null : people,
        people.isEmpty() ? null : teams,
        apis,
        list(4, i -> product(i, apis)),
        list(4, i -> application(i, teams)));
  }

  private SignUp door() {
    SignUp.Policy policy = pick(SignUp.Policy.values());
    return new SignUp(
        policy, policy == SignUp.Policy.domains ? List.of("a.example", "b.example") : List.of());
  }

  private List<String> members(List<PersonEntry> people) {
    return people.stream().map(PersonEntry::email).filter(email -> random.nextBoolean()).toList();
  }

  /** Somebody with this address; the first of a tenant should own it. */
  public PersonEntry person(String email, boolean owns) {
    List<Role> roles = new ArrayList<>(List.of(pick(Role.ADMIN, Role.EDITOR, Role.VIEWER)));
    if (owns) {
      roles.add(Role.OWNER);
    }
    return new PersonEntry(email, "Ada", roles);
  }

  private ApiEntry api(int i) {
    ObjectNode terms = JsonNodeFactory.instance.objectNode();
    if (random.nextInt(3) == 0) {
      several(terms.putObject("origins"));
    } else {
      terms.putObject("origins").put("origin", "https://origin-" + i + ".example/base");
    }
    if (random.nextInt(3) == 0) {
      policies(terms.putObject("policies"));
    }
    ArrayNode operations = terms.putArray("operations");
    for (int j = 0; j < random.nextInt(5); j++) {
      operations
          .addObject()
          .put("id", "op-" + j)
          .put("method", pick("GET", "POST", "DELETE"))
          .put("path", "/things/" + j + "/{id}")
          .put("summary", word());
      if (random.nextInt(4) == 0) {
        policies(((ObjectNode) operations.get(j)).putObject("policies"));
      }
    }
    if (random.nextInt(4) == 0) {
      terms.putObject("deprecation").put("since", "2027-01-01T00:00:00Z");
    }
    ApiTerms read = ApiReader.read(terms, Set.of());
    return new ApiEntry(
        slug("api", i),
        text(),
        random.nextBoolean() ? "" : text(),
        random.nextInt(5) == 0 ? ApiEntry.Stage.draft : ApiEntry.Stage.published,
        pick(ApiEntry.Visibility.values()),
        List.of(),
        pick(ApiEntry.Dialect.values()),
        pick(ApiEntry.Disclosure.values()),
        read);
  }

  private void several(ObjectNode origins) {
    ArrayNode live = origins.putArray("live");
    for (int j = 0; j < 2 + random.nextInt(3); j++) {
      ObjectNode origin = live.addObject().put("name", "o-" + j);
      origin.put("url", "https://o-" + j + ".example");
      if (random.nextBoolean()) {
        origin.put("weight", 1 + random.nextInt(9));
      }
      if (j > 0 && random.nextBoolean()) {
        origin.put("group", "green");
      }
    }
    live.addObject().put("name", "new").put("url", "https://new.example").put("group", "green");
    origins.put("balance", pick("weighted", "least_requests", "consistent_hash"));
    origins.put("sticky", pick("consumer", "application"));
    origins.putObject("canary").put("group", "green").put("percent", random.nextInt(101));
    origins.putObject("health").put("failures", 1 + random.nextInt(9)).put("path", "/healthz");
    origins.putObject("timeouts").put("first_byte", 1 + random.nextInt(9_999));
    origins.putObject("retries").put("attempts", 1 + random.nextInt(5));
    origins.putObject("tls").put("ca", "file:/ca.pem");
    origins.putArray("headers").addObject().put("name", "X-Token").put("secret", "vault:up#token");
  }

  private void policies(ObjectNode policies) {
    if (random.nextBoolean()) {
      ObjectNode rewrite = policies.putObject("rewrite").put("path", "/v2{path}");
      rewrite.putObject("set_query").put("units", word());
      rewrite.putArray("remove_headers").add("X-Debug");
    }
    if (random.nextBoolean()) {
      policies.putObject("cors").putArray("origins").add("https://app.example");
      policies.putObject("sizes").put("request_bytes", random.nextInt(9_999_999));
      policies.putObject("addresses").putArray("deny").add("10.0.0.0/8");
    }
    if (random.nextBoolean()) {
      ObjectNode schema = policies.putObject("validation").put("required", true).putObject("body");
      ObjectNode price = schema.put("type", "object").putObject("properties").putObject("price");
      price.put("minimum", random.nextInt(99) / 10.0).put("maxLength", random.nextInt(99));
      policies.putObject("mock").put("status", 202).put("body", "{\"is\": \"an example\"}\n");
      policies.putObject("cache").put("seconds", 1 + random.nextInt(99));
    }
    policies.putObject("maintenance").put("retry_after_seconds", 60).put("message", word());
  }

  private ProductEntry product(int i, List<ApiEntry> apis) {
    return new ProductEntry(
        slug("product", i),
        text(),
        random.nextBoolean() ? "" : text(),
        maybe(this::text),
        list(3, j -> pick("ai", "weather", "maps") + "-" + j),
        apis.stream().map(ApiEntry::slug).filter(slug -> random.nextBoolean()).toList(),
        null,
        list(4, this::plan));
  }

  /** With a secret that is somewhere. */
  public static EligibilityEntry hook(String secret) {
    return new EligibilityEntry("https://billing.example/ask", secret, 60, 1_000);
  }

  private PlanEntry plan(int i) {
    ObjectNode terms = JsonNodeFactory.instance.objectNode();
    String billing = pick("free", "prepaid", "postpaid", "hybrid");
    terms.put("billing", billing).put("currency", pick("USD", "EUR", "JPY"));
    if (!billing.equals("free")) {
      terms.put("recurring_fee", amount());
      if (random.nextBoolean()) {
        terms.put("setup_fee", amount());
      }
      if (random.nextBoolean()) {
        terms.put("period", pick("month", "quarter", "year"));
      }
      if (random.nextBoolean()) {
        prices(terms.putArray("prices"));
      }
      if (random.nextInt(4) == 0) {
        terms
            .putArray("models")
            .addObject()
            .put("model", "m-1")
            .put("input", amount())
            .put("output", amount());
      }
      if (random.nextBoolean()) {
        terms.put("trial_days", random.nextInt(30));
      }
    }
    if (random.nextBoolean()) {
      terms.put("grace_days", random.nextInt(31));
    }
    ArrayNode limits = terms.putArray("limits");
    for (int j = 0; j < random.nextInt(4); j++) {
      boolean rate = random.nextBoolean();
      limits
          .addObject()
          .put("name", "limit-" + j)
          .put("kind", rate ? "rate" : "allowance")
          .put("quantity", 100 + random.nextInt(1_000_000))
          .put("window", rate ? pick("second", "minute") : pick("day", "month"))
          .put("hard", rate);
    }
    if (random.nextBoolean()) {
      process(terms.putArray("process"));
    }
    PlanTerms read = PlanReader.read(terms, Set.of());
    return new PlanEntry(slug("plan", i), shortText(), random.nextInt(5) != 0, read);
  }

  private void prices(ArrayNode prices) {
    ObjectNode price = prices.addObject().put("unit", pick("requests", "bytes"));
    switch (random.nextInt(3)) {
      case 0 -> price.put("price", amount());
      case 1 -> {
        ArrayNode tiers = price.putArray("tiers");
        tiers.addObject().put("up_to", 100).put("price", "0.02");
        tiers.addObject().put("price", "0.01");
      }
      default -> price.putObject("pack").put("size", 1000).put("price", amount());
    }
  }

  private void process(ArrayNode process) {
    process.addObject().put("kind", "publisher-approval").put("days", 1 + random.nextInt(9));
    process.addObject().put("kind", "terms").put("revision", "2026-11").put("text", text() + ".");
    process
        .addObject()
        .put("kind", "form")
        .putArray("questions")
        .addObject()
        .put("name", "why")
        .put("label", shortText());
  }

  private ApplicationEntry application(int i, List<TeamEntry> teams) {
    return new ApplicationEntry(
        slug("app", i),
        text(),
        teams.isEmpty() || random.nextBoolean()
            ? null
            : teams.get(random.nextInt(teams.size())).slug());
  }

  private static String slug(String kind, int i) {
    return kind + "-" + (char) ('a' + i) + i;
  }

  private String amount() {
    return (1 + random.nextInt(500)) + "." + (10 + random.nextInt(90));
  }

  private String word() {
    return pick("One thing", "All things: now", "Yes", "50 % off", "It's {here}");
  }

  /** PostgreSQL keeps all of these; NUL it does not. */
  private String text() {
    return random.nextInt(3) == 0
        ? ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()))
        : word() + " " + random.nextInt(1_000);
  }

  private String shortText() {
    String text = text();
    return text.length() <= 100 ? text : text.substring(0, 100);
  }

  private <T> @Nullable T maybe(java.util.function.Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  private <T> List<T> list(int most, Function<Integer, T> make) {
    return IntStream.range(0, random.nextInt(most + 1)).boxed().map(make).toList();
  }
}
