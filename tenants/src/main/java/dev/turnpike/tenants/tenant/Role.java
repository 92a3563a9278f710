package dev.turnpike.tenants.tenant;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person is in one tenant; what a role may do stands in {@link Permission}. */
public enum Role {
  OWNER,
  ADMIN,
  EDITOR,
  APPROVER,
  BILLING,
  DEVELOPER,
  VIEWER,
  OPERATOR;

  /** The word in the database, in files and in the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Throws {@link IllegalArgumentException} for a word that is no role. */
  public static Role of(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no role: " + word));
  }

  static Set<Role> ofWords(Collection<String> words) {
    return words.stream()
        .map(Role::of)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }
}
