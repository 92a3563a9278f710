package dev.turnpike.portal;

import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.MembersText;
import dev.turnpike.ui.Page;
import dev.turnpike.ui.WebhooksText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What stands around each page: whose it is, who looks at it, and where else to go. */
@ApplicationScoped
class Frame {
  /** The entries of a publisher's menu. */
  enum Place {
    HOME("home"),
    CATALOGUE(""),
    STATEMENT("statement"),
    CALLS("calls"),
    APPLICATIONS("applications"),
    KEYS("keys"),
    INVOICES("invoices"),
    PAYMENTS("payments"),
    REQUESTS("requests"),
    /** What takes money and is in no menu. */
    TILL(""),
    NONE("");

    private final String path;

    Place(String path) {
      this.path = path;
    }
  }

  private final CurrentVisitor current;
  private final PortalText text;
  private final RequestText requests;
  private final AppsText apps;
  private final TeamsText teams;
  private final UsageText usage;
  private final MembersText members;
  private final WebhooksText hooks;
  private final UriInfo uri;
  private final boolean samples;

  Frame(
      CurrentVisitor current,
      PortalText text,
      RequestText requests,
      AppsText apps,
      TeamsText teams,
      UsageText usage,
      MembersText members,
      WebhooksText hooks,
      UriInfo uri,
      @ConfigProperty(name = "turnpike.samples", defaultValue = "false") boolean samples) {
    this.current = current;
    this.text = text;
    this.requests = requests;
    this.apps = apps;
    this.teams = teams;
    this.usage = usage;
    this.members = members;
    this.hooks = hooks;
    this.uri = uri;
    this.samples = samples;
  }

  /** A page of the platform itself. */
  Page platform(String title) {
    return withVisitor(Page.titled(title).sampleData(samples), null);
  }

  /** A page of one publisher; {@code tenant} is whom the visitor acts for, if that is known. */
  Page of(Tenant publisher, String title, Place place, @Nullable String tenant) {
    String root = "/" + publisher.slug();
    String query = tenant == null ? "" : "?tenant=" + tenant;
    Page plain = Page.titled(title).site(publisher.name(), root).sampleData(samples);
    Page page = branded(plain, publisher, place);
    if (current.visitor().isEmpty()) {
      return withVisitor(page, null);
    }
    List<Page.Link> menu = new ArrayList<>();
    menu.add(link(text.menuHome(), root, Place.HOME, query, place));
    menu.add(link(text.menuCatalogue(), root, Place.CATALOGUE, "", place));
    menu.add(link(text.menuStatement(), root, Place.STATEMENT, query, place));
    menu.add(link(text.menuCalls(), root, Place.CALLS, query, place));
    menu.add(link(apps.applications(), root, Place.APPLICATIONS, query, place));
    menu.add(link(text.menuKeys(), root, Place.KEYS, query, place));
    menu.add(link(text.menuInvoices(), root, Place.INVOICES, query, place));
    menu.add(link(text.menuPayments(), root, Place.PAYMENTS, query, place));
    menu.add(link(requests.menu(), root, Place.REQUESTS, query, place));
    if (tenant != null) {
      menu.add(new Page.Link(requests.inboxMenu(), "/home/" + tenant + "/inbox", false));
      menu.add(new Page.Link(text.menuBudgets(), "/home/" + tenant + "/budgets", false));
    }
    return withVisitor(page, tenant).menu(menu);
  }

  /** Pages that take money carry nothing of the publisher's but its name and logo. */
  private static Page branded(Page page, Tenant publisher, Place place) {
    String root = "/" + publisher.slug() + "/brand";
    Page named = publisher.logo() == null ? page : page.logo(root + "/logo?v=" + publisher.logo());
    return publisher.accent() == null || place == Place.TILL || place == Place.PAYMENTS
        ? named
        : named.brandStylesheet(root + "/style.css?v=" + publisher.accent().substring(1));
  }

  /** A page of a consumer's own, across publishers. */
  Page own(String title, Acting acting) {
    return own(title, acting, "");
  }

  /**
   * The same.
   *
   * @param here the last part of the page's address; blank to find it out
   */
  Page own(String title, Acting acting, String here) {
    String root = "/home/" + acting.slug() + "/";
    List<Page.Link> menu = new ArrayList<>();
    menu.add(ofOwn(requests.inboxMenu(), root, "inbox", here));
    menu.add(ofOwn(text.menuBudgets(), root, "budgets", here));
    menu.add(ofOwn(usage.menu(), root, "usage", here));
    menu.add(ofOwn(teams.title(), root, "teams", here));
    if (acting.may(Permission.SEE_MEMBERS)) {
      menu.add(ofOwn(members.title(), root, "members", here));
    }
    if (acting.may(Permission.MANAGE_WEBHOOKS)) {
      menu.add(ofOwn(hooks.title(), root, "webhooks", here));
    }
    return withVisitor(Page.titled(title).sampleData(samples), acting.slug()).menu(menu);
  }

  private Page.Link ofOwn(String label, String root, String part, String here) {
    boolean current =
        here.isEmpty() ? uri.getRequestUri().getPath().equals(root + part) : here.equals(part);
    return new Page.Link(label, root + part, current);
  }

  private static Page.Link link(String label, String root, Place to, String query, Place here) {
    String path = to.path.isEmpty() ? root : root + "/" + to.path;
    return new Page.Link(label, path + query, to == here);
  }

  private Page withVisitor(Page page, @Nullable String tenant) {
    return current
        .visitor()
        .map(visitor -> page.visitor(shown(visitor, tenant)))
        .orElseGet(() -> page.logIn(logIn()));
  }

  private static Page.Visitor shown(Visitor visitor, @Nullable String tenant) {
    String acting =
        visitor.memberships().stream()
            .filter(membership -> membership.slug().equals(tenant))
            .findFirst()
            .map(membership -> membership.name())
            .orElse(visitor.email());
    return new Page.Visitor(visitor.name(), acting, "/logout");
  }

  /** Where to log in and come back to the page being looked at. */
  String logIn() {
    String here = uri.getRequestUri().getRawPath();
    String query = uri.getRequestUri().getRawQuery();
    String to = query == null ? here : here + "?" + query;
    return to.equals("/") || to.startsWith("/login")
        ? "/login"
        : "/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
  }

  /** Who is logged in, if anybody. */
  Optional<Visitor> who() {
    return current.visitor();
  }

  /** Who is logged in; sends anybody else to the log-in page and back. */
  Visitor visitor() {
    return current.visitor().orElseThrow(() -> new LogInFirst(logIn()));
  }
}
