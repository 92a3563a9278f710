package dev.turnpike.admin;

import dev.turnpike.admin.ConsumersView.AccountLine;
import dev.turnpike.admin.ConsumersView.BlockLine;
import dev.turnpike.admin.ConsumersView.Line;
import dev.turnpike.admin.ConsumersView.Standing;
import dev.turnpike.tenants.customer.BlockAnswer;
import dev.turnpike.tenants.customer.Customer;
import dev.turnpike.tenants.customer.CustomerBlocks;
import dev.turnpike.tenants.customer.CustomerQuery;
import dev.turnpike.tenants.customer.Customers;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriberQuery;
import dev.turnpike.tenants.subscription.Subscribers;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Who has an account with the publisher: found in a list, seen on one page, shut out and let in.
 */
@Path("/admin/{tenant}/consumers")
@Produces(MediaType.TEXT_HTML)
class ConsumerPages {
  private static final int PAGE = 50;

  private final Frame frame;
  private final Customers customers;
  private final CustomerBlocks blocks;
  private final Subscribers subscribers;
  private final SubscriptionLines lines;
  private final AdminText text;
  private final OfficeText office;

  ConsumerPages(
      Frame frame,
      Customers customers,
      CustomerBlocks blocks,
      Subscribers subscribers,
      SubscriptionLines lines,
      AdminText text,
      OfficeText office) {
    this.frame = frame;
    this.customers = customers;
    this.blocks = blocks;
    this.subscribers = subscribers;
    this.lines = lines;
    this.text = text;
    this.office = office;
  }

  @CheckedTemplate(basePath = "admin")
  static final class Sheets {
    private Sheets() {}

    static native TemplateInstance consumer(Page page, ConsumersView.One view);

    static native TemplateInstance shutOut(Page page, ConsumersView.Ask view);
  }

  @GET
  public Uni<TemplateInstance> list(
      String tenant,
      @RestQuery("q") @Nullable String search,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String from) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    CustomerQuery query = CustomerQuery.of(search, state, Places.place(from), PAGE + 1);
    return customers.list(acting, query).map(found -> page(acting, query, found));
  }

  @GET
  @Path("{consumer}")
  public Uni<TemplateInstance> one(
      String tenant, String consumer, @RestQuery @Nullable String done) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    return known(acting, consumer).chain(found -> page(acting, found, done != null));
  }

  /** Asks before everything of a consumer stops. */
  @GET
  @Path("{consumer}/block")
  public Uni<TemplateInstance> ask(String tenant, String consumer) {
    Acting acting = frame.acting(tenant).require(Permission.BLOCK_SUBSCRIPTION);
    return known(acting, consumer).map(found -> asking(acting, found, false));
  }

  @POST
  @Path("{consumer}/block")
  public Uni<Response> block(
      String tenant, String consumer, @FormParam("reason") @Nullable String reason) {
    Acting acting = frame.acting(tenant);
    return blocks
        .block(acting, consumer, reason == null ? "" : reason)
        .chain(answer -> answered(acting, consumer, answer));
  }

  @POST
  @Path("{consumer}/unblock")
  public Uni<Response> unblock(String tenant, String consumer) {
    Acting acting = frame.acting(tenant);
    return blocks.unblock(acting, consumer).chain(answer -> answered(acting, consumer, answer));
  }

  private Uni<Response> answered(Acting acting, String consumer, BlockAnswer answer) {
    return switch (answer) {
      case BlockAnswer.Done _ ->
          Uni.createFrom()
              .item(
                  Response.seeOther(
                          URI.create(
                              "/admin/" + acting.slug() + "/consumers/" + consumer + "?done=1"))
                      .build());
      case BlockAnswer.Unknown _ -> throw new NotFoundException();
      case BlockAnswer.ReasonMissing _ ->
          known(acting, consumer)
              .map(found -> Response.status(422).entity(asking(acting, found, true)).build());
    };
  }

  private Uni<Customer> known(Acting acting, String consumer) {
    return customers.find(acting, consumer).map(found -> found.orElseThrow(NotFoundException::new));
  }

  private TemplateInstance asking(Acting acting, Customer it, boolean wrong) {
    int live =
        it.subscriptions().entrySet().stream()
            .filter(e -> !List.of("rejected", "ended", "blocked", "paused").contains(e.getKey()))
            .mapToInt(e -> e.getValue())
            .sum();
    return Sheets.shutOut(
        frame.of(acting, office.shutOutTitle(it.name()), Frame.Place.CONSUMERS),
        new ConsumersView.Ask(acting.slug(), it.slug(), it.name(), live, wrong));
  }

  private TemplateInstance page(Acting acting, CustomerQuery query, List<Customer> found) {
    Address start =
        Address.of("/admin/" + acting.slug() + "/consumers")
            .with("q", query.text())
            .with("state", query.state());
    return Pages.consumers(
        frame.of(acting, text.consumersTitle(), Frame.Place.CONSUMERS),
        new ConsumersView(
            acting.slug(),
            query.text(),
            CustomerQuery.STATES.stream()
                .map(word -> new Choice(word, label(word), word.equals(query.state())))
                .toList(),
            !query.isAny(),
            query.skip() == 0,
            start.toString(),
            found.stream().limit(PAGE).map(it -> line(acting, it)).toList(),
            found.size() > PAGE ? start.from(query.skip() + PAGE) : null));
  }

  private Line line(Acting acting, Customer it) {
    return new Line(
        "/admin/" + acting.slug() + "/consumers/" + it.slug(),
        it.name(),
        it.block() != null,
        accounts(acting, it),
        standings(it));
  }

  private Uni<TemplateInstance> page(Acting acting, Customer it, boolean done) {
    SubscriberQuery query = SubscriberQuery.of(null, null, it.slug(), 0, PAGE + 1);
    return subscribers
        .list(acting, query)
        .chain(
            found ->
                lines
                    .of(acting, found.stream().limit(PAGE).toList())
                    .map(shown -> page(acting, it, found, shown, done)));
  }

  private TemplateInstance page(
      Acting acting, Customer it, List<Subscribed> found, List<KeysView.Line> shown, boolean done) {
    Customer.Block block = it.block();
    String more =
        Address.of("/admin/" + acting.slug() + "/keys").with("consumer", it.slug()).toString();
    return Sheets.consumer(
        frame.of(acting, it.name(), Frame.Place.CONSUMERS),
        new ConsumersView.One(
            acting.slug(),
            it.slug(),
            it.name(),
            it.since(),
            accounts(acting, it),
            standings(it),
            block == null ? null : new BlockLine(block.reason(), block.by(), block.at()),
            shown,
            found.size() > PAGE ? more : null,
            acting.may(Permission.BLOCK_SUBSCRIPTION),
            acting.may(Permission.SEE_CALLS),
            acting.may(Permission.SEE_AUDIT),
            done));
  }

  private static List<AccountLine> accounts(Acting acting, Customer it) {
    return it.accounts().stream()
        .map(
            account ->
                new AccountLine(
                    "/admin/" + acting.slug() + "/accounts/" + account.id(),
                    account.mode().equals("test"),
                    account.available(),
                    account.held()))
        .toList();
  }

  private List<Standing> standings(Customer it) {
    return CustomerQuery.STATES.stream()
        .filter(word -> it.subscriptions().containsKey(word))
        .map(
            word ->
                new Standing(StateView.past(word, text), it.subscriptions().getOrDefault(word, 0)))
        .toList();
  }

  private String label(String word) {
    return word.equals(CustomerQuery.SHUT_OUT)
        ? office.shutOut()
        : StateView.past(word, text).word();
  }
}
