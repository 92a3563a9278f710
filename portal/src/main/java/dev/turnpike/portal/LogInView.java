package dev.turnpike.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The log-in form.
 *
 * @param wrong {@code password} or {@code wait} after a failed attempt
 */
record LogInView(ReturnPath to, String email, @Nullable String wrong) {

  /** Where somebody new goes, to come back to the same page; of a publisher's, its sign-up. */
  public String signUp() {
    String path = to.value();
    String target = "/signup?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    String first = path.substring(1).split("[/?]", -1)[0];
    return first.isEmpty() || first.equals("home") ? target : target + "&publisher=" + first;
  }
}
