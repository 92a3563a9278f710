package dev.turnpike.admin;

import dev.turnpike.tenants.kernel.Search;
import dev.turnpike.tenants.notice.Notices;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a publisher's consumers were told, and whether the letters went out. */
@Path("/admin/{tenant}/mails")
@Produces(MediaType.TEXT_HTML)
class MailPages {
  private static final int PAGE = 50;

  private final Frame frame;
  private final Notices notices;
  private final BillingText text;

  MailPages(Frame frame, Notices notices, BillingText text) {
    this.frame = frame;
    this.notices = notices;
    this.text = text;
  }

  record View(String tenant, Shown<Item> items) {}

  /** {@code tone} is a class of the stylesheet. */
  record Item(Notices.Told told, String tone) {
    static Item of(Notices.Told told) {
      return new Item(told, told.tone().name().toLowerCase(Locale.ROOT));
    }
  }

  @GET
  public Uni<TemplateInstance> list(
      String tenant, @RestQuery("q") @Nullable String asked, @RestQuery @Nullable String before) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    Search search = Search.of(asked, 0, PAGE + 1);
    UUID after = Places.before(before);
    Address start = Address.of("/admin/" + acting.slug() + "/mails").with("q", search.text());
    return notices
        .ofPublisher(acting.tenant(), search, after)
        .map(
            found ->
                Pages.mails(
                    frame.of(acting, text.mails(), Frame.Place.MAILS),
                    new View(
                        acting.slug(),
                        Shown.by(
                                search,
                                found,
                                start,
                                !search.text().isEmpty(),
                                after == null,
                                last -> last.id().toString())
                            .as(Item::of))));
  }
}
