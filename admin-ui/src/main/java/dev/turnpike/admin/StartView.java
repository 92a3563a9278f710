package dev.turnpike.admin;

import java.util.List;

/** The publishers that a person with several may choose from. */
record StartView(List<Choice> tenants) {
  record Choice(String slug, String name, String roles) {}
}
