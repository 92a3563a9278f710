package dev.turnpike.portal;

import dev.turnpike.portal.DirectoryView.Organisation;
import dev.turnpike.portal.DirectoryView.PublisherCard;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Membership;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.tenant.Tenants;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The start page: who publishes here, and the visitor's own places. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class DirectoryPages {
  private final Frame frame;
  private final CurrentVisitor current;
  private final Tenants tenants;
  private final PortalText text;

  DirectoryPages(Frame frame, CurrentVisitor current, Tenants tenants, PortalText text) {
    this.frame = frame;
    this.current = current;
    this.tenants = tenants;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> directory() {
    return tenants.publishers().map(this::page);
  }

  private TemplateInstance page(List<Tenant> publishers) {
    List<PublisherCard> cards =
        publishers.stream()
            .map(each -> new PublisherCard(each.slug(), each.name(), "/" + each.slug()))
            .toList();
    List<Organisation> own =
        current.visitor().stream()
            .flatMap(visitor -> visitor.memberships().stream())
            .map(membership -> organisation(membership, cards))
            .toList();
    return Pages.directory(frame.platform(text.directoryTitle()), new DirectoryView(cards, own));
  }

  private static Organisation organisation(Membership membership, List<PublisherCard> cards) {
    List<PublisherCard> others =
        cards.stream().filter(card -> !card.slug().equals(membership.slug())).toList();
    return new Organisation(
        membership.tenant().toString(),
        membership.slug(),
        membership.name(),
        membership.publishes(),
        others);
  }
}
