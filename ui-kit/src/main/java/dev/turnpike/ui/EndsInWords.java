package dev.turnpike.ui;

import dev.turnpike.tenants.publishing.EndWords;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What subscribers are told when an API ends, in the language of whoever ends it. */
@ApplicationScoped
class EndsInWords implements EndWords {
  private static final int LENGTH_OF_A_DAY = "2027-01-31".length();

  private final LetterText text;

  EndsInWords(LetterText text) {
    this.text = text;
  }

  @Override
  public String ends(String since) {
    return text.apiEnds(day(since));
  }

  @Override
  public String goesOn() {
    return text.apiGoesOn();
  }

  @Override
  public String endsTitle(String api) {
    return text.apiEndsTitle(api);
  }

  @Override
  public String endsBody(
      String api, String since, @Nullable String sunset, @Nullable String successor) {
    return text.apiEndsBody(
        api,
        day(since),
        sunset == null ? text.apiNoSunset() : text.apiSunset(day(sunset)),
        next(successor));
  }

  @Override
  public String overTitle(String api) {
    return text.apiOverTitle(api);
  }

  @Override
  public String overBody(String api, @Nullable String successor) {
    return text.apiOverBody(api, next(successor));
  }

  private String next(@Nullable String successor) {
    return successor == null ? text.apiNoSuccessor() : text.apiSuccessor(successor);
  }

  /** Of an instant, in UTC. */
  private static String day(String instant) {
    return instant.substring(0, Math.min(LENGTH_OF_A_DAY, instant.length()));
  }
}
