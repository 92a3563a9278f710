package dev.turnpike.admin;

import dev.turnpike.admin.ConsumersView.Line;
import dev.turnpike.admin.ConsumersView.SubscriptionLine;
import dev.turnpike.tenants.billing.Accounts;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.Subscriptions;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Who has an account with the publisher: what is on it, and how their subscriptions stand. */
@Path("/admin/{tenant}/consumers")
@Produces(MediaType.TEXT_HTML)
class ConsumerPages {
  private final Frame frame;
  private final Accounts accounts;
  private final Subscriptions subscriptions;
  private final AdminText text;

  ConsumerPages(Frame frame, Accounts accounts, Subscriptions subscriptions, AdminText text) {
    this.frame = frame;
    this.accounts = accounts;
    this.subscriptions = subscriptions;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> list(String tenant) {
    Acting acting = frame.acting(tenant).require(Permission.SEE_CONSUMERS);
    return accounts
        .ofPublisher(acting.tenant())
        .chain(found -> subscriptions.ofPublisher(acting).map(all -> page(acting, found, all)));
  }

  private TemplateInstance page(
      Acting acting, List<Accounts.Account> found, List<Subscribed> subscribed) {
    Map<AccountId, List<Subscribed>> byAccount =
        subscribed.stream().collect(Collectors.groupingBy(Subscribed::account));
    return Pages.consumers(
        frame.of(acting, text.consumersTitle(), Frame.Place.CONSUMERS),
        new ConsumersView(
            acting.slug(),
            found.stream()
                .map(account -> line(account, byAccount.getOrDefault(account.id(), List.of())))
                .toList(),
            acting.may(Permission.SEE_CALLS)));
  }

  private Line line(Accounts.Account account, List<Subscribed> subscribed) {
    return new Line(
        Objects.requireNonNullElse(account.consumerSlug(), ""),
        Objects.requireNonNullElse(account.consumerName(), ""),
        account.mode().equals("test"),
        account.available(),
        account.held(),
        subscribed.stream()
            .map(
                one ->
                    new SubscriptionLine(
                        one.applicationName(), one.planName(), StateView.of(one, text)))
            .toList());
  }
}
