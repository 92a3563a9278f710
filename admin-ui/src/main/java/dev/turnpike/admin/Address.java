package dev.turnpike.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An address with what a list was asked for; what is empty is left out. */
record Address(String path, String query) {
  static Address of(String path) {
    return new Address(path, "");
  }

  Address with(String name, String value) {
    return value.isEmpty()
        ? this
        : new Address(
            path,
            query
                + (query.isEmpty() ? "?" : "&")
                + name
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  /** The same list after so many lines. */
  String from(int skip) {
    return with("from", String.valueOf(skip)).toString();
  }

  @Override
  public String toString() {
    return path + query;
  }
}
