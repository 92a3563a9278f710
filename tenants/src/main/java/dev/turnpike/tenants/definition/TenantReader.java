package dev.turnpike.tenants.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.ApiReader;
import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.BadApi;
import dev.turnpike.tenants.catalog.BadPlan;
import dev.turnpike.tenants.catalog.Fault;
import dev.turnpike.tenants.catalog.Fields;
import dev.turnpike.tenants.catalog.PlanReader;
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
import dev.turnpike.tenants.eligibility.Hooks;
import dev.turnpike.tenants.secret.SecretRef;
import dev.turnpike.tenants.storefront.Accent;
import dev.turnpike.tenants.storefront.Colour;
import dev.turnpike.tenants.tenant.PersonalData;
import dev.turnpike.tenants.tenant.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a tenant from a tree, object by object, and notes every fault on the way. */
final class TenantReader {
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern TAG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
  private static final Pattern SUPPORT_EMAIL = Pattern.compile("[^@\\s]{1,100}@[^@\\s]{1,200}");
  private static final Pattern WEB = Pattern.compile("https?://[^\\s<>\"']+");
  private static final int LONGEST_SLUG = 39;
  private static final int LONGEST_TAG = 30;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_PLAN_NAME = 100;
  private static final int LONGEST_TEXT = 5_000;
  private static final int LONGEST_ADDRESS = 500;
  private static final int MOST = 500;
  private static final int MOST_TAGS = 10;
  private static final int MOST_DOMAINS = 50;

  private final List<Fault> faults = new ArrayList<>();

  private TenantReader() {}

  /**
   * What was read.
   *
   * @param file only sound when there is no fault
   */
  record Read(TenantFile file, List<Fault> faults) {
    Read {
      faults = List.copyOf(faults);
    }
  }

  static Read read(JsonNode tree) {
    TenantReader reader = new TenantReader();
    TenantFile file = reader.tenant(Fields.of(tree, reader.faults));
    return new Read(file, reader.faults);
  }

  private TenantFile tenant(Fields tenant) {
    TenantFile read =
        new TenantFile(
            slug(tenant, "tenant"),
            name(tenant, LONGEST_NAME),
            Boolean.TRUE.equals(tenant.flag("publishes")),
            optional(tenant.object("support"), this::support),
            optional(tenant.object("brand"), this::brand),
            optional(tenant.object("sign_up"), this::signUp),
            each(tenant, "people", this::person),
            each(tenant, "teams", this::team),
            each(tenant, "apis", this::api),
            each(tenant, "products", this::product),
            each(tenant, "applications", this::application));
    tenant.noMore();
    return read;
  }

  private Support support(Fields support) {
    String email = support.text("email");
    String url = support.text("url");
    if (email != null && !SUPPORT_EMAIL.matcher(email).matches()) {
      support.fault("email", "is no address: write one such as help@example.com");
    }
    if (url != null && (url.length() > LONGEST_ADDRESS || !WEB.matcher(url).matches())) {
      support.fault("url", "is no web address: write one such as https://example.com/help");
    }
    support.noMore();
    return new Support(email, url);
  }

  private Brand brand(Fields brand) {
    String accent = brand.text("accent");
    brand.noMore();
    if (accent == null) {
      return new Brand(null);
    }
    Optional<Colour> colour = Colour.parse(accent);
    if (colour.isEmpty()) {
      brand.fault("accent", "is no colour: write six digits in quotes, such as \"#0b6147\"");
    } else if (!new Accent(colour.get()).isLegible()) {
      brand.fault("accent", "is too pale for words on white: take a darker one");
    }
    return new Brand(colour.map(Colour::toString).orElse(accent));
  }

  private SignUp signUp(Fields door) {
    SignUp.Policy policy = door.word("policy", SignUp.Policy.class);
    if (policy == null && !door.has("policy")) {
      door.fault("policy", "is missing: write open, approval, domains or invite");
    }
    List<String> domains = door.texts("domains");
    for (int i = 0; i < domains.size(); i++) {
      if (!DOMAIN.matcher(domains.get(i)).matches()) {
        door.fault("domains[" + i + "]", "is no domain: write one such as example.com");
      }
    }
    if (domains.size() > MOST_DOMAINS) {
      door.fault("domains", "are more than " + MOST_DOMAINS + ": let people ask instead");
    }
    if (policy == SignUp.Policy.domains && domains.isEmpty()) {
      door.fault("domains", "are missing: name whose addresses are let in");
    }
    door.noMore();
    return new SignUp(policy == null ? SignUp.Policy.open : policy, domains);
  }

  private PersonEntry person(Fields person) {
    String email = address(person, "email", person.textOrFault("email", "write the address"));
    String name = person.text("name");
    if (name != null && !PersonalData.isName(name)) {
      person.fault("name", "is empty or longer than 200 characters");
    }
    List<String> words = person.texts("roles");
    if (words.isEmpty() && !person.has("roles")) {
      person.fault("roles", "are missing: write one or more of " + roles());
    }
    List<Role> roles = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Optional<Role> role =
          Arrays.stream(Role.values()).filter(each -> each.word().equals(word)).findFirst();
      role.ifPresent(roles::add);
      if (role.isEmpty()) {
        person.fault("roles[" + i + "]", "is none of " + roles() + ": " + word);
      }
    }
    person.noMore();
    return new PersonEntry(email, name, roles);
  }

  private static String roles() {
    return Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "));
  }

  private TeamEntry team(Fields team) {
    String slug = slug(team, "slug");
    String name = name(team, LONGEST_NAME);
    List<String> members = team.texts("members");
    for (int i = 0; i < members.size(); i++) {
      address(team, "members[" + i + "]", members.get(i));
    }
    team.noMore();
    return new TeamEntry(slug, name, members);
  }

  private @Nullable ApiEntry api(Fields api) {
    String slug = slug(api, "slug");
    String name = name(api, LONGEST_NAME);
    String description = description(api);
    ApiEntry.Stage stage = api.word("stage", ApiEntry.Stage.class);
    ApiEntry.Visibility visibility = visibility(api);
    List<String> listed = slugs(api, "listed_for");
    ApiEntry.Dialect dialect = api.word("dialect", ApiEntry.Dialect.class);
    ApiEntry.Disclosure disclosure = api.word("disclosure", ApiEntry.Disclosure.class);
    if (!api.isObject()) {
      return null;
    }
    try {
      ApiTerms terms = ApiReader.read(api.node(), ApiEntry.BESIDE);
      if (stage != ApiEntry.Stage.draft) {
        terms.hindrances().forEach(fault -> within(api, fault));
      }
      return new ApiEntry(
          slug,
          name,
          description,
          stage == null ? ApiEntry.Stage.published : stage,
          visibility,
          listed,
          dialect == null ? ApiEntry.Dialect.problem : dialect,
          disclosure == null ? ApiEntry.Disclosure.full : disclosure,
          terms);
    } catch (BadApi bad) {
      bad.faults().forEach(fault -> within(api, fault));
      return null;
    }
  }

  private static ApiEntry.Visibility visibility(Fields api) {
    String word = api.text("visibility");
    if (word == null) {
      return ApiEntry.Visibility.open;
    }
    return Arrays.stream(ApiEntry.Visibility.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseGet(
            () -> {
              api.fault("visibility", "is none of public, listed, private: " + word);
              return ApiEntry.Visibility.open;
            });
  }

  private ProductEntry product(Fields product) {
    String slug = slug(product, "slug");
    String name = name(product, LONGEST_NAME);
    String description = description(product);
    String message = product.text("message");
    if (message != null && (message.isBlank() || message.length() > LONGEST_TEXT)) {
      product.fault("message", "is empty or longer than " + LONGEST_TEXT + " characters");
    }
    List<String> tags = product.texts("tags");
    for (int i = 0; i < tags.size(); i++) {
      if (!TAG.matcher(tags.get(i)).matches() || tags.get(i).length() > LONGEST_TAG) {
        product.fault("tags[" + i + "]", "is no tag: write small letters, digits, single hyphens");
      }
    }
    if (tags.size() > MOST_TAGS) {
      product.fault("tags", "are more than " + MOST_TAGS);
    }
    ProductEntry read =
        new ProductEntry(
            slug,
            name,
            description,
            message,
            tags,
            slugs(product, "apis"),
            optional(product.object("eligibility"), this::eligibility),
            TenantFile.orEmpty(each(product, "plans", this::plan)));
    product.noMore();
    return read;
  }

  private @Nullable EligibilityEntry eligibility(Fields hook) {
    String url = hook.textOrFault("url", "write the address that is asked");
    String secret = hook.text("secret");
    Integer cache = hook.days("cache_seconds");
    Integer timeout = hook.days("timeout_millis");
    hook.noMore();
    if (secret != null && SecretRef.parse(secret).isEmpty()) {
      hook.fault("secret", "is no reference, and secrets stand in no file: " + SecretRef.REMEDY);
    }
    if (url.isEmpty()) {
      return null;
    }
    Hooks.Wanted wanted = new Hooks.Wanted(url, cache, timeout, null);
    wanted.fault().ifPresent(fault -> hook.fault(fault.getKey(), "is wrong: " + fault.getValue()));
    return new EligibilityEntry(url, secret, wanted.cacheSeconds(), wanted.timeoutMillis());
  }

  private @Nullable PlanEntry plan(Fields plan) {
    String slug = slug(plan, "slug");
    String name = name(plan, LONGEST_PLAN_NAME);
    Boolean onSale = plan.flag("on_sale");
    if (!plan.isObject()) {
      return null;
    }
    try {
      return new PlanEntry(
          slug, name, onSale == null || onSale, PlanReader.read(plan.node(), PlanEntry.BESIDE));
    } catch (BadPlan bad) {
      bad.faults().forEach(fault -> within(plan, fault));
      return null;
    }
  }

  private ApplicationEntry application(Fields application) {
    String slug = slug(application, "slug");
    String name = name(application, LONGEST_NAME);
    String team = application.has("team") ? slug(application, "team") : null;
    application.noMore();
    return new ApplicationEntry(slug, name, team);
  }

  private String slug(Fields object, String field) {
    String slug = object.textOrFault(field, "write a slug such as weather or weather-pro");
    if (!slug.isEmpty() && !isSlug(slug)) {
      object.fault(
          field,
          "is no slug: write 2 to 39 small letters, digits and single hyphens, a letter first");
    }
    return slug;
  }

  private static boolean isSlug(String text) {
    return text.length() >= 2 && text.length() <= LONGEST_SLUG && SLUG.matcher(text).matches();
  }

  private static List<String> slugs(Fields object, String field) {
    List<String> slugs = object.texts(field);
    for (int i = 0; i < slugs.size(); i++) {
      if (!isSlug(slugs.get(i))) {
        object.fault(field + "[" + i + "]", "is no slug: " + slugs.get(i));
      }
    }
    return slugs;
  }

  private String name(Fields object, int longest) {
    String name = object.textOrFault("name", "write what people read");
    if (object.has("name") && (name.isBlank() ? object.isText("name") : name.length() > longest)) {
      object.fault("name", "is empty or longer than " + longest + " characters");
    }
    return name;
  }

  private static String description(Fields object) {
    String text = object.text("description");
    if (text != null && text.length() > LONGEST_TEXT) {
      object.fault("description", "is longer than " + LONGEST_TEXT + " characters");
    }
    return text == null ? "" : text;
  }

  private static String address(Fields object, String field, String text) {
    Optional<String> email = PersonalData.email(text);
    if (!text.isEmpty() && email.isEmpty()) {
      object.fault(field, "is no address: write one such as ada@example.com");
    }
    return email.orElse(text);
  }

  private void within(Fields object, Fault fault) {
    String path = object.path();
    faults.add(
        new Fault(fault.path().isEmpty() ? path : path + "." + fault.path(), fault.reason()));
  }

  private static <T> @Nullable T optional(
      @Nullable Fields object, Function<Fields, @Nullable T> read) {
    return object == null ? null : read.apply(object);
  }

  /** Null when the section is not there; what could not be read is left out. */
  private static <T> @Nullable List<T> each(
      Fields object, String section, Function<Fields, @Nullable T> read) {
    List<@Nullable T> all = object.each(section, read);
    if (all == null) {
      return null;
    }
    if (all.size() > MOST) {
      object.fault(section, "are more than " + MOST + ": divide the tenant");
    }
    return all.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }
}
