package dev.turnpike.admin;

import dev.turnpike.tenants.notice.Notices;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;

/** What a publisher's consumers were told, and whether the letters went out. */
@Path("/admin/{tenant}/mails")
@Produces(MediaType.TEXT_HTML)
class MailPages {
  private static final int MOST = 200;

  private final Frame frame;
  private final Notices notices;
  private final BillingText text;

  MailPages(Frame frame, Notices notices, BillingText text) {
    this.frame = frame;
    this.notices = notices;
    this.text = text;
  }

  record View(String tenant, List<Item> items) {}

  /** {@code tone} is a class of the stylesheet. */
  record Item(Notices.Told told, String tone) {
    static Item of(Notices.Told told) {
      return new Item(told, told.tone().name().toLowerCase(Locale.ROOT));
    }
  }

  @GET
  public Uni<TemplateInstance> list(String tenant) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    return notices
        .ofPublisher(acting.tenant(), MOST)
        .map(
            all ->
                Pages.mails(
                    frame.of(acting, text.mails(), Frame.Place.MAILS),
                    new View(acting.slug(), all.stream().map(Item::of).toList())));
  }
}
