package dev.turnpike.portal;

import java.util.List;

/** One code of {@code tenants.decision.Code} explained, and the list of all of them. */
record CodeView(
    String publisher,
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

  record Entry(String code, int status, String title, boolean current) {}
}
