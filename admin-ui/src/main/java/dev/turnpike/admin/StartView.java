package dev.turnpike.admin;

import java.util.List;

/**
 * The publishers that a person with several may choose from.
 *
 * @param operator whether the platform's pages are theirs, too
 */
record StartView(List<Choice> tenants, boolean operator) {
  record Choice(String slug, String name, String roles) {}
}
