package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Membership;
import dev.turnpike.tenants.tenant.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For whom the visitor acts on a page: the tenant that the address names. Without one it is shown
 * the first that is not the publisher itself, with a switch to the others; nothing is ever changed
 * on such a guess, because forms name the tenant.
 */
@ApplicationScoped
class Places {
  private final Frame frame;

  Places(Frame frame) {
    this.frame = frame;
  }

  /** A stranger is sent to log in; a tenant the visitor does not belong to is 404. */
  Acting acting(String publisher, @Nullable String tenant) {
    Visitor visitor = frame.visitor();
    String slug = tenant == null ? first(visitor, publisher) : tenant;
    return visitor.in(slug).orElseThrow(NotFoundException::new);
  }

  /** Who looks at a page that anybody may see; empty for strangers. */
  Optional<TenantId> reader(String publisher) {
    return frame
        .who()
        .filter(visitor -> !visitor.memberships().isEmpty())
        .map(visitor -> acting(publisher, null).tenant());
  }

  private static String first(Visitor visitor, String publisher) {
    List<String> own = visitor.memberships().stream().map(Membership::slug).toList();
    return own.stream()
        .filter(slug -> !slug.equals(publisher))
        .findFirst()
        .or(() -> own.stream().findFirst())
        .orElseThrow(NotFoundException::new);
  }

  /** The visitor's other tenants. */
  static List<TenantChoice> others(Acting acting) {
    return acting.visitor().memberships().stream()
        .filter(membership -> !membership.slug().equals(acting.slug()))
        .map(membership -> new TenantChoice(membership.slug(), membership.name()))
        .toList();
  }
}
