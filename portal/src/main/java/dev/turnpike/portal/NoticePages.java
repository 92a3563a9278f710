package dev.turnpike.portal;

import dev.turnpike.tenants.billing.Accounts;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a consumer was told about its money, with the letters that went out. */
@Path("/{publisher}/notices")
@Produces(MediaType.TEXT_HTML)
class NoticePages {
  private static final int MOST = 100;

  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Accounts accounts;
  private final Notices notices;
  private final NoticeText text;

  NoticePages(
      Frame frame,
      Publishers publishers,
      Places places,
      Accounts accounts,
      Notices notices,
      NoticeText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.accounts = accounts;
    this.notices = notices;
    this.text = text;
  }

  record View(String publisher, String tenant, List<Item> items) {}

  /** {@code tone} is a class of the stylesheet. */
  record Item(Notices.Told told, String tone) {
    static Item of(Notices.Told told) {
      return new Item(told, told.tone().name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  @GET
  public Uni<TemplateInstance> list(String publisher, @RestQuery @Nullable String tenant) {
    Acting acting = places.acting(publisher, tenant).require(Permission.SEE_MONEY);
    return publishers
        .named(publisher)
        .chain(
            found ->
                accounts
                    .between(acting.tenant(), found.id())
                    .chain(
                        account ->
                            account
                                .map(it -> notices.ofAccount(acting.tenant(), it.id(), MOST))
                                .orElseGet(() -> Uni.createFrom().item(List.of())))
                    .map(
                        all ->
                            Pages.notices(
                                frame.of(found, text.title(), Frame.Place.NONE, acting.slug()),
                                new View(
                                    publisher,
                                    acting.slug(),
                                    all.stream().map(Item::of).toList()))));
  }
}
