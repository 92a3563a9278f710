package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.billing.Accounts.Account;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.support.NewTicket;
import dev.turnpike.tenants.support.Ticket;
import dev.turnpike.tenants.support.Tickets;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Tenant;
import dev.turnpike.tenants.usage.Denials;
import dev.turnpike.tenants.usage.Denied;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Formats;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A question to the publisher's support, with what is known of a refused call filled in (R143). */
@Path("/{publisher}/support")
@Produces(MediaType.TEXT_HTML)
class SupportPages {
  /** As keys are written; their secret is no business of anybody else. */
  private static final Pattern SECRET = Pattern.compile("tp_(live|test)_[0-9A-Za-z]{16}_\\w{20,}");

  private final Frame frame;
  private final Publishers publishers;
  private final Places places;
  private final Accounts accounts;
  private final Denials denials;
  private final Tickets tickets;
  private final SupportText text;

  SupportPages(
      Frame frame,
      Publishers publishers,
      Places places,
      Accounts accounts,
      Denials denials,
      Tickets tickets,
      SupportText text) {
    this.frame = frame;
    this.publishers = publishers;
    this.places = places;
    this.accounts = accounts;
    this.denials = denials;
    this.tickets = tickets;
    this.text = text;
  }

  /** What the form says; empty fields are empty texts. */
  static final class Written {
    @FormParam("tenant")
    @Nullable String tenant;

    @FormParam("denial")
    @Nullable String denial;

    @FormParam("subject")
    @Nullable String subject;

    @FormParam("happened")
    @Nullable String happened;

    @FormParam("endpoint")
    @Nullable String endpoint;

    @FormParam("happened_at")
    @Nullable String happenedAt;

    @FormParam("answer")
    @Nullable String answer;

    @FormParam("tried")
    @Nullable String tried;

    @FormParam("logs")
    @Nullable String logs;
  }

  /** What stands in the form's fields. */
  record Draft(
      String subject,
      String happened,
      String endpoint,
      String happenedAt,
      String answer,
      String tried,
      String logs) {}

  record View(
      String publisher,
      String publisherName,
      @Nullable String address,
      @Nullable String site,
      String mine,
      TenantChoice tenant,
      @Nullable String denial,
      @Nullable String account,
      Draft draft,
      List<FieldError> errors,
      @Nullable String sent,
      List<Ticket> before) {}

  private record Case(
      Tenant publisher,
      Acting acting,
      Optional<Account> account,
      Optional<Denied> denied,
      List<Ticket> before) {}

  @GET
  public Uni<TemplateInstance> form(
      String publisher,
      @RestQuery @Nullable String tenant,
      @RestQuery @Nullable String denial,
      @RestQuery @Nullable String sent) {
    return find(publisher, tenant, denial)
        .map(it -> page(it, prefilled(it), List.of(), sent(it, sent)));
  }

  @POST
  public Uni<Response> send(String publisher, @BeanParam Written written) {
    Draft draft = draft(written);
    return find(publisher, written.tenant, written.denial)
        .chain(
            it -> {
              List<FieldError> errors = errors(draft);
              return errors.isEmpty() ? open(it, draft) : again(it, draft, 422, errors);
            });
  }

  private Uni<Response> open(Case it, Draft draft) {
    NewTicket ticket =
        new NewTicket(
            draft.subject(),
            draft.happened(),
            draft.endpoint(),
            draft.happenedAt(),
            draft.answer(),
            draft.tried(),
            draft.logs(),
            it.denied().map(Denied::id).orElse(null),
            it.denied().map(Denied::request).orElse(null),
            it.account().map(Account::id).orElse(null));
    return tickets
        .open(it.acting(), it.publisher(), ticket, letter(it, draft))
        .chain(
            id ->
                id.map(opened -> Uni.createFrom().item(opened(it, opened)))
                    .orElseGet(
                        () ->
                            again(
                                it,
                                draft,
                                429,
                                List.of(new FieldError("subject", text.tooMany())))));
  }

  private static Response opened(Case it, UUID id) {
    return Response.seeOther(
            URI.create(
                "/"
                    + it.publisher().slug()
                    + "/support?tenant="
                    + it.acting().slug()
                    + "&sent="
                    + id))
        .build();
  }

  private Uni<Response> again(Case it, Draft draft, int status, List<FieldError> errors) {
    return Uni.createFrom()
        .item(Response.status(status).entity(page(it, draft, errors, null)).build());
  }

  private List<FieldError> errors(Draft draft) {
    List<FieldError> errors = new ArrayList<>();
    if (draft.subject().isBlank()) {
      errors.add(new FieldError("subject", text.subjectWrong()));
    }
    if (draft.happened().isBlank()) {
      errors.add(new FieldError("happened", text.happenedWrong()));
    }
    for (String[] field :
        new String[][] {
          {"happened", draft.happened()},
          {"answer", draft.answer()},
          {"tried", draft.tried()},
          {"logs", draft.logs()}
        }) {
      if (SECRET.matcher(field[1]).find()) {
        errors.add(new FieldError(field[0], text.secretWrong()));
      }
    }
    return errors;
  }

  private Tickets.Letter letter(Case it, Draft draft) {
    String mine = it.acting().visitor().email();
    StringBuilder body = new StringBuilder();
    body.append(
            text.letterHead(
                it.denied().map(denied -> "den_" + denied.id()).orElse("–"),
                it.acting().visitor().name(),
                mine,
                it.acting().tenantName()))
        .append("\n\n")
        .append(draft.happened())
        .append("\n");
    add(body, text.endpoint(), draft.endpoint());
    add(body, text.happenedAt(), draft.happenedAt());
    add(body, text.account(), it.account().map(Account::id).map(AccountId::toString).orElse(""));
    add(body, text.answer(), draft.answer());
    add(body, text.tried(), draft.tried());
    add(body, text.logs(), draft.logs());
    body.append("\n").append(text.letterEnd(mine));
    String path = "/admin/" + it.publisher().slug();
    return new Tickets.Letter(
        draft.subject(),
        body.toString(),
        it.denied().map(denied -> path + "/denials/" + denied.id()).orElse(path));
  }

  private static void add(StringBuilder body, String label, String value) {
    if (!value.isBlank()) {
      body.append("\n").append(label).append(":\n").append(value).append("\n");
    }
  }

  private Uni<Case> find(String publisher, @Nullable String tenant, @Nullable String denial) {
    Acting acting = places.acting(publisher, tenant);
    String bare = denial == null ? "" : denial.replaceFirst("^den_", "");
    return publishers
        .named(publisher)
        .chain(
            found ->
                Uni.combine()
                    .all()
                    .unis(
                        accounts.between(acting.tenant(), found.id()),
                        bare.isEmpty()
                            ? Uni.createFrom().item(Optional.<Denied>empty())
                            : denials.find(acting, bare),
                        tickets.of(acting, found.id()))
                    .usingConcurrencyOf(1)
                    .with(
                        (account, denied, before) ->
                            new Case(
                                found,
                                acting,
                                account,
                                denied.filter(
                                    it ->
                                        it.publisher().equals(publisher)
                                            && it.consumer().equals(acting.slug())),
                                before)));
  }

  private Draft prefilled(Case it) {
    return it.denied()
        .map(
            denied ->
                new Draft(
                    text.about(
                        new DenialFacts(denied.facts()).text("/title").orElse(denied.code())),
                    "",
                    denied.method() + " " + denied.path(),
                    Formats.stamp(denied.lastAt()),
                    denied.status() + "\n" + denied.facts().toPrettyString(),
                    "",
                    requests(denied.request())))
        .orElseGet(() -> new Draft("", "", "", "", "", "", ""));
  }

  private static String requests(RequestId first) {
    return "X-Request-Id: " + first;
  }

  private static Draft draft(Written it) {
    return new Draft(
        or(it.subject),
        or(it.happened),
        or(it.endpoint),
        or(it.happenedAt),
        or(it.answer),
        or(it.tried),
        or(it.logs));
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Only a question that is there was sent. */
  private @Nullable String sent(Case it, @Nullable String id) {
    return it.before().stream()
        .filter(ticket -> ticket.id().toString().equals(id))
        .findFirst()
        .map(
            ticket ->
                ticket.sentTo() == null
                    ? text.keptText(ticket.id().toString())
                    : text.sentText(ticket.id().toString(), ticket.sentTo()))
        .orElse(null);
  }

  /** A link leads to a web page or nowhere. */
  private static @Nullable String site(@Nullable String url) {
    return url != null && url.matches("https?://.*") ? url : null;
  }

  private TemplateInstance page(
      Case it, Draft draft, List<FieldError> errors, @Nullable String sent) {
    Tenant publisher = it.publisher();
    return Pages.support(
        frame.of(publisher, text.title(publisher.name()), Frame.Place.NONE, it.acting().slug()),
        new View(
            publisher.slug(),
            publisher.name(),
            publisher.supportEmail(),
            site(publisher.supportUrl()),
            it.acting().visitor().email(),
            new TenantChoice(it.acting().slug(), it.acting().tenantName()),
            it.denied().map(Denied::id).orElse(null),
            it.account().map(Account::id).map(AccountId::toString).orElse(null),
            draft,
            errors,
            sent,
            it.before()));
  }
}
