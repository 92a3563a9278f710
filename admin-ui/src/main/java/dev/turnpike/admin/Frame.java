package dev.turnpike.admin;

import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.CurrentVisitor;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.Visitor;
import dev.turnpike.ui.MembersText;
import dev.turnpike.ui.Page;
import dev.turnpike.ui.WebhooksText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What stands around each page, and who may see it: a stranger is sent to log in, another tenant's
 * people and a tenant without a publisher's side get the 404 of an unknown address.
 */
@ApplicationScoped
class Frame {
  /** The entries of a publisher's menu, with what a role needs to see each. */
  enum Place {
    REQUESTS("", Permission.SEE_REQUESTS),
    DENIALS("/denials", Permission.SEE_CALLS),
    ACCOUNTS("/accounts", Permission.SEE_CONSUMERS),
    CONSUMERS("/consumers", Permission.SEE_CONSUMERS),
    BOOKS("/books", Permission.SEE_CONSUMERS),
    KEYS("/keys", Permission.SEE_CONSUMERS),
    APIS("/apis", Permission.SEE),
    PLANS("/plans", Permission.SEE),
    CLOCKS("/clocks", Permission.SEE_CONSUMERS),
    INVOICES("/invoices", Permission.SEE_CONSUMERS),
    MAILS("/mails", Permission.SEE_CONSUMERS),
    AUDIT("/audit", Permission.SEE_AUDIT),
    WEBHOOKS("/webhooks", Permission.MANAGE_WEBHOOKS),
    MEMBERS("/members", Permission.SEE_MEMBERS),
    FILE("/file", Permission.EDIT_CATALOGUE),
    SETTINGS("/settings", Permission.EDIT_SETTINGS);

    private final String path;
    private final Permission permission;

    Place(String path, Permission permission) {
      this.path = path;
      this.permission = permission;
    }
  }

  private final CurrentVisitor current;
  private final AdminText text;
  private final AdminMoneyText money;
  private final ClockText clocks;
  private final OfficeText office;
  private final MembersText people;
  private final FileText file;
  private final WebhooksText hooks;
  private final PublishText publishing;
  private final UriInfo uri;
  private final boolean samples;

  Frame(
      CurrentVisitor current,
      AdminText text,
      AdminMoneyText money,
      ClockText clocks,
      OfficeText office,
      MembersText people,
      FileText file,
      WebhooksText hooks,
      PublishText publishing,
      UriInfo uri,
      @ConfigProperty(name = "turnpike.samples", defaultValue = "false") boolean samples) {
    this.current = current;
    this.text = text;
    this.money = money;
    this.clocks = clocks;
    this.office = office;
    this.people = people;
    this.file = file;
    this.hooks = hooks;
    this.publishing = publishing;
    this.uri = uri;
    this.samples = samples;
  }

  /** The visitor acting for the publisher that the address names. */
  Acting acting(String tenant) {
    return visitor().in(tenant).filter(Acting::publishes).orElseThrow(NotFoundException::new);
  }

  /** The visitor as an operator of the platform; nobody else learns that there are such pages. */
  Acting operator() {
    Visitor visitor = visitor();
    return visitor.memberships().stream()
        .flatMap(membership -> visitor.in(membership.slug()).stream())
        .filter(acting -> acting.may(Permission.RUN_PLATFORM))
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }

  /** Who is logged in; sends anybody else to the log-in page and back. */
  Visitor visitor() {
    return current
        .visitor()
        .orElseThrow(() -> new RedirectionException(Response.Status.SEE_OTHER, logIn()));
  }

  private URI logIn() {
    URI here = uri.getRequestUri();
    String to =
        here.getRawQuery() == null
            ? here.getRawPath()
            : here.getRawPath() + "?" + here.getRawQuery();
    return URI.create("/admin/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
  }

  /** A page that belongs to no tenant. */
  Page platform(String title) {
    Page page = Page.titled(title).site("Turnpike", "/admin").sampleData(samples);
    return current
        .visitor()
        .map(
            visitor ->
                page.visitor(new Page.Visitor(visitor.name(), visitor.email(), "/admin/logout")))
        .orElse(page);
  }

  Page of(Acting acting, String title, Place here) {
    String root = "/admin/" + acting.slug();
    List<Page.Link> menu = new ArrayList<>();
    for (Place place : Place.values()) {
      if (acting.may(place.permission)) {
        menu.add(new Page.Link(label(place), root + place.path, place == here));
      }
    }
    return Page.titled(title)
        .site(acting.tenantName(), root)
        .menu(menu)
        .visitor(new Page.Visitor(acting.visitor().name(), roles(acting), "/admin/logout"))
        .sampleData(samples);
  }

  private String label(Place place) {
    return switch (place) {
      case REQUESTS -> text.menuRequests();
      case DENIALS -> text.menuDenials();
      case ACCOUNTS -> money.menu();
      case CONSUMERS -> text.menuConsumers();
      case BOOKS -> text.menuBooks();
      case KEYS -> text.menuKeys();
      case APIS -> publishing.title();
      case PLANS -> text.menuPlans();
      case CLOCKS -> clocks.menu();
      case INVOICES -> text.menuInvoices();
      case MAILS -> text.menuMails();
      case AUDIT -> office.menuAudit();
      case SETTINGS -> office.menuSettings();
      case WEBHOOKS -> hooks.title();
      case MEMBERS -> people.title();
      case FILE -> file.menu();
    };
  }

  private static String roles(Acting acting) {
    return acting.roles().stream()
        .map(role -> role.word())
        .sorted()
        .reduce((all, next) -> all + ", " + next)
        .orElse("");
  }
}
