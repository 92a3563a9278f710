package dev.turnpike.portal;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.tenant.Preferences;
import dev.turnpike.ui.Reader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How pages look to a person, in the browser's cookie and for the next browser they log in with.
 */
@ApplicationScoped
class KeptView {
  private final Frame frame;
  private final Preferences preferences;
  private final boolean secure;

  KeptView(
      Frame frame,
      Preferences preferences,
      @ConfigProperty(name = "turnpike.portal.url", defaultValue = "http://localhost:8080")
          URI portal) {
    this.frame = frame;
    this.preferences = preferences;
    this.secure = "https".equals(portal.getScheme());
  }

  /** The cookie; who is logged in finds the same elsewhere. */
  Uni<NewCookie> keep(Reader reader) {
    NewCookie cookie = reader.cookie(secure);
    return frame
        .who()
        .map(visitor -> preferences.keep(visitor.person(), cookie.getValue()))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .replaceWith(cookie);
  }

  /** An answer to a log-in, with the view that the person chose, if ever. */
  Uni<Response> with(PersonId person, Response.ResponseBuilder answer) {
    return preferences
        .of(person)
        .map(
            kept ->
                kept.map(view -> answer.cookie(Reader.kept(view).cookie(secure)))
                    .orElse(answer)
                    .build());
  }
}
