package dev.turnpike.portal;

import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.PaymentMethods;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The cards on file of a subscription's account. */
@Path("/{publisher}/subscriptions/{subscription}/cards")
@Produces(MediaType.TEXT_HTML)
class CardPages {
  private final SubscriptionDesk desk;
  private final PaymentMethods methods;

  CardPages(SubscriptionDesk desk, PaymentMethods methods) {
    this.desk = desk;
    this.methods = methods;
  }

  /** Adds, prefers or removes a card on file. */
  @POST
  public Uni<Response> cards(
      String publisher,
      String subscription,
      @FormParam("tenant") @Nullable String tenant,
      @FormParam("card") @Nullable String card,
      @FormParam("main") @Nullable String main,
      @FormParam("remove") @Nullable String remove) {
    return desk.find(publisher, subscription, tenant)
        .chain(
            it -> {
              Payer payer = Payer.of(it.acting());
              var account = it.subscribed().account();
              Uni<PaymentMethods.Changed> changed =
                  remove != null
                      ? methods.remove(payer, account, SubscriptionDesk.uuid(remove))
                      : main != null
                          ? methods.choose(payer, account, SubscriptionDesk.uuid(main))
                          : methods.add(payer, account, card == null ? "" : card, true);
              return changed.chain(
                  answer ->
                      switch (answer) {
                        case PaymentMethods.Changed.Done _ ->
                            Uni.createFrom().item(SubscriptionDesk.back(it));
                        case PaymentMethods.Changed.Unknown _ -> throw new NotFoundException();
                        case PaymentMethods.Changed.Invalid(String field, String detail) ->
                            desk.again(it, 422, detail);
                      });
            });
  }
}
