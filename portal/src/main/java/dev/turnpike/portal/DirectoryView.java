package dev.turnpike.portal;

import java.util.List;

/** Who publishes here, and for a visitor who is logged in, where their own pages are. */
record DirectoryView(List<PublisherCard> publishers, List<Organisation> organisations) {

  record PublisherCard(String slug, String name, String summary) {}

  /**
   * A tenant of the visitor; {@code relations} are the publishers it may look at its state with.
   */
  record Organisation(
      String id, String slug, String name, boolean administers, List<PublisherCard> relations) {}
}
