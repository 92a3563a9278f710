package dev.turnpike.tenants.publishing;

import dev.turnpike.tenants.catalog.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an API is called and who may know it. No part of its releases: changes are in force at once.
 *
 * @param slug its address below the publisher's; never changed or reused
 * @param visibility {@code public}, {@code listed} or {@code private}
 * @param dialect the error format of its clients: {@code problem}, {@code openai}, {@code
 *     anthropic}
 * @param disclosure how much of the numbers its refusals tell: {@code none}, {@code coarse}, {@code
 *     full}
 */
public record ApiFacts(
    String slug,
    String name,
    String description,
    String visibility,
    String dialect,
    String disclosure) {
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_SLUG = 39;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_DESCRIPTION = 5_000;

  /** A first path segment that is the platform's own. */
  private static final Set<String> RESERVED = Set.of("mcp");

  public ApiFacts {
    name = name.strip();
    description = description.strip();
  }

  /** A public one. */
  public static ApiFacts of(String slug, String name) {
    return new ApiFacts(slug, name, "", "public", "problem", "full");
  }

  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (slug.length() < 2 || slug.length() > LONGEST_SLUG || !SLUG.matcher(slug).matches()) {
      faults.add(
          new Fault(
              "slug", "Write 2 to 39 small letters, digits and single hyphens, a letter first."));
    } else if (RESERVED.contains(slug)) {
      faults.add(new Fault("slug", "This one is the platform's own: take another."));
    }
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      faults.add(new Fault("name", "Write 1 to 100 characters."));
    }
    if (description.length() > LONGEST_DESCRIPTION) {
      faults.add(new Fault("description", "Write at most 5,000 characters."));
    }
    word("visibility", visibility, Set.of("public", "listed", "private"), faults);
    word("dialect", dialect, Set.of("problem", "openai", "anthropic"), faults);
    word("disclosure", disclosure, Set.of("none", "coarse", "full"), faults);
    return faults;
  }

  private static void word(String field, String word, Set<String> choice, List<Fault> faults) {
    if (!choice.contains(word)) {
      faults.add(
          new Fault(
              field, "Write one of " + String.join(", ", choice.stream().sorted().toList()) + "."));
    }
  }
}
