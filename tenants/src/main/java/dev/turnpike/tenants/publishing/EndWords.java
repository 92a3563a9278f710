package dev.turnpike.tenants.publishing;

import org.jspecify.annotations.Nullable;

/** What subscribers are told when an API ends. Implemented with the pages, in their languages. */
public interface EndWords {
  /** The note of the release that announces it. */
  String ends(String since);

  /** The note of the release that takes it back. */
  String goesOn();

  String endsTitle(String api);

  String endsBody(String api, String since, @Nullable String sunset, @Nullable String successor);

  String overTitle(String api);

  String overBody(String api, @Nullable String successor);
}
