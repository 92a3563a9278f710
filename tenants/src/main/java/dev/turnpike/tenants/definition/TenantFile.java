package dev.turnpike.tenants.definition;

import static java.util.Comparator.comparing;

import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.tenant.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All of a tenant as it stands in a file: {@code samples/acme.yaml} shows every part of it. A
 * section that a file leaves out is not the file's business; one that it has is whole.
 *
 * <p>Two files that say the same are equal: what is usual is filled in, what has no order is
 * sorted.
 *
 * @param tenant the slug
 * @param publishes whether it sells; only the platform's operator changes it
 * @param people members, and whoever is to become one
 * @param teams of the tenant's own people
 */
public record TenantFile(
    String tenant,
    String name,
    boolean publishes,
    @Nullable Support support,
    @Nullable Brand brand,
    @Nullable SignUp signUp,
    @Nullable List<PersonEntry> people,
    @Nullable List<TeamEntry> teams,
    @Nullable List<ApiEntry> apis,
    @Nullable List<ProductEntry> products,
    @Nullable List<ApplicationEntry> applications) {

  public TenantFile {
    people = sorted(people, comparing(PersonEntry::email));
    teams = sorted(teams, comparing(TeamEntry::slug));
    apis = sorted(apis, comparing(ApiEntry::slug));
    products = products == null ? null : List.copyOf(products);
    applications = sorted(applications, comparing(ApplicationEntry::slug));
  }

  /**
   * Reads a file.
   *
   * @param file its name, for the message
   * @throws BadDefinition naming the file, and for each fault the line and what is wrong
   */
  public static TenantFile parse(String file, String yaml) {
    return switch (TenantText.read(yaml)) {
      case TenantText.Good(TenantFile read, List<TenantText.Wrong> doubts) -> {
        if (!doubts.isEmpty()) {
          throw BadDefinition.of(file, doubts);
        }
        yield read;
      }
      case TenantText.Bad bad -> throw BadDefinition.of(file, bad.faults());
    };
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> @Nullable List<T> sorted(@Nullable List<T> list, Comparator<T> order) {
    return list == null ? null : list.stream().sorted(order).toList();
  }

  private static List<String> sorted(List<String> words) {
    return words.stream().sorted().distinct().toList();
  }

  /** Whom refused callers may ask. */
  public record Support(@Nullable String email, @Nullable String url) {}

  /**
   * How it looks in the portal.
   *
   * @param accent six digits, as {@code #0b6147}; the logo is no text and stays outside
   */
  public record Brand(@Nullable String accent) {}

  /** Whom a publisher lets in. */
  public record SignUp(Policy policy, List<String> domains) {
    public SignUp {
      domains = sorted(domains);
    }

    /** In the file's spelling. */
    @SuppressWarnings("MemberName") // lower case, as in the file
    public enum Policy {
      open,
      approval,
      domains,
      invite
    }
  }

  /**
   * A member. The person is global: the file only says who they are here.
   *
   * @param name for readers of the file; it is never applied
   */
  public record PersonEntry(String email, @Nullable String name, List<Role> roles) {
    public PersonEntry {
      roles = roles.stream().sorted().distinct().toList();
    }
  }

  /** Members who work together. */
  public record TeamEntry(String slug, String name, List<String> members) {
    public TeamEntry {
      members = sorted(members);
    }
  }

  /**
   * An API: its name, and its terms beside it, as {@link ApiTerms} explains them.
   *
   * @param listedFor slugs of the tenants that may know it, where its visibility is listed
   */
  public record ApiEntry(
      String slug,
      String name,
      String description,
      Stage stage,
      Visibility visibility,
      List<String> listedFor,
      Dialect dialect,
      Disclosure disclosure,
      ApiTerms terms) {
    static final Set<String> BESIDE =
        Set.of(
            "slug",
            "name",
            "description",
            "stage",
            "visibility",
            "listed_for",
            "dialect",
            "disclosure");

    public ApiEntry {
      listedFor = sorted(listedFor);
    }

    /** In the file's spelling. One that ends is published, and its terms say so. */
    @SuppressWarnings("MemberName") // lower case, as in the file
    public enum Stage {
      draft,
      published,
      retired
    }

    /** Who may know it; the words are taken in Java. */
    @SuppressWarnings("MemberName") // lower case, as the others
    public enum Visibility {
      open("public"),
      listed("listed"),
      closed("private");

      private final String word;

      Visibility(String word) {
        this.word = word;
      }

      public String word() {
        return word;
      }
    }

    /** In the file's spelling. */
    @SuppressWarnings("MemberName") // lower case, as in the file
    public enum Dialect {
      problem,
      openai,
      anthropic
    }

    /** In the file's spelling. */
    @SuppressWarnings("MemberName") // lower case, as in the file
    public enum Disclosure {
      none,
      coarse,
      full
    }
  }

  /**
   * What is sold.
   *
   * @param message what people who ask for it read
   * @param apis slugs
   */
  public record ProductEntry(
      String slug,
      String name,
      String description,
      @Nullable String message,
      List<String> tags,
      List<String> apis,
      @Nullable EligibilityEntry eligibility,
      List<PlanEntry> plans) {
    public ProductEntry {
      tags = List.copyOf(tags);
      apis = sorted(apis);
      plans = List.copyOf(plans);
    }
  }

  /**
   * The publisher's own system that has a say in who may call.
   *
   * @param secret where the secret is kept that signs the questions; absent: the one that it has
   */
  public record EligibilityEntry(
      String url, @Nullable String secret, int cacheSeconds, int timeoutMillis) {}

  /**
   * A plan: its name, and its terms beside it, as {@link PlanTerms} explains them.
   *
   * @param onSale whether it can be subscribed to
   */
  public record PlanEntry(String slug, String name, boolean onSale, PlanTerms terms) {
    static final Set<String> BESIDE = Set.of("slug", "name", "on_sale");
  }

  /**
   * An application of the tenant's own. Its subscriptions and keys are made by people, not by
   * files.
   *
   * @param team the slug of the team that it belongs to
   */
  public record ApplicationEntry(String slug, String name, @Nullable String team) {}
}
