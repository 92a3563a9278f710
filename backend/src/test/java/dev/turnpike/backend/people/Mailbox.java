package dev.turnpike.backend.people;

import jakarta.enterprise.context.ApplicationScoped;

/** What an address was sent: letters as they lie in the outbox, read as the schema's owner. */
@ApplicationScoped
public class Mailbox {
  private final Cast cast;

  Mailbox(Cast cast) {
    this.cast = cast;
  }

  /** The path of the last letter's page; null without a letter. */
  public String path(String address) {
    return cast.one("select path from letter where address = ? order by id desc limit 1", address);
  }

  public String subject(String address) {
    return cast.one(
        "select subject from letter where address = ? order by id desc limit 1", address);
  }

  public int letters(String address) {
    return Integer.parseInt(
        cast.one("select count(*)::text from letter where address = ?", address));
  }
}
