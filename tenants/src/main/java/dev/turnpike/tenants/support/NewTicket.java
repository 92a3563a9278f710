package dev.turnpike.tenants.support;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody tells a publisher's support (R143). Texts are cut to what the database takes.
 *
 * @param endpoint the method and path that were called
 * @param happenedAt when, as the person writes it, with a zone
 * @param answer the whole refusal as the caller got it
 * @param tried what was done about it already
 * @param logs lines of the caller's own log
 * @param denial the refusal's id without its prefix
 */
public record NewTicket(
    String subject,
    String happened,
    String endpoint,
    String happenedAt,
    String answer,
    String tried,
    String logs,
    @Nullable String denial,
    @Nullable RequestId request,
    @Nullable AccountId account) {
  private static final int SUBJECT = 200;
  private static final int STORY = 5_000;
  private static final int LINES = 20_000;

  public NewTicket {
    subject = cut(subject, SUBJECT);
    happened = cut(happened, STORY);
    endpoint = cut(endpoint, 500);
    happenedAt = cut(happenedAt, 100);
    answer = cut(answer, LINES);
    tried = cut(tried, STORY);
    logs = cut(logs, LINES);
  }

  private static String cut(String text, int most) {
    String plain = text.strip().replace('\0', ' ');
    return plain.substring(0, Math.min(plain.length(), most));
  }
}
