package dev.turnpike.portal;

import dev.turnpike.tenants.notice.Letters;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The demo's outbox: what would lie in people's letter boxes, links included. It exists only where
 * all data is sample data, for whoever reads it could take over any account.
 */
@Path("/mails")
@Produces(MediaType.TEXT_HTML)
class MailboxPages {
  private final Frame frame;
  private final Letters letters;
  private final AccountText text;
  private final boolean samples;

  MailboxPages(
      Frame frame,
      Letters letters,
      AccountText text,
      @ConfigProperty(name = "turnpike.samples", defaultValue = "false") boolean samples) {
    this.frame = frame;
    this.letters = letters;
    this.text = text;
    this.samples = samples;
  }

  record View(List<Letters.Written> letters) {}

  @GET
  public Uni<TemplateInstance> list() {
    if (!samples) {
      throw new NotFoundException();
    }
    return letters
        .last()
        .map(found -> PeopleTemplates.mails(frame.platform(text.mails()), new View(found)));
  }
}
