package dev.turnpike.portal;

import java.util.List;

/**
 * One code of {@code tenants.decision.Code} explained, and the list of all of them.
 *
 * @param root the publisher's address, or nothing for the platform's own pages
 */
record CodeView(
    String root,
    String publisherName,
    String code,
    int status,
    String title,
    String meaning,
    String who,
    String waiting,
    List<String> todo,
    String example,
    List<Entry> all) {

  /** Where the name above the title leads. */
  public String home() {
    return root.isEmpty() ? "/" : root;
  }

  record Entry(String code, int status, String title, boolean current) {}
}
