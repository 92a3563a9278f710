package dev.turnpike.portal;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.ui.Gauge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quota and billing state of one consumer at one publisher.
 *
 * @param accountNow the account's date; null unless its clock was moved
 * @param trouble what is wrong, most urgent first; each has the one link that fixes it
 */
record HomeView(
    String publisher,
    String publisherName,
    TenantChoice tenant,
    List<TenantChoice> others,
    Shortened<Trouble> trouble,
    @Nullable WalletView wallet,
    Shortened<LimitState> limits,
    Shortened<SubscriptionView> subscriptions,
    List<InvoiceView> invoices,
    List<DenialView> denials,
    List<PaymentViews.Line> payments,
    List<PaymentViews.Card> cards,
    List<KeyViews.Line> keys,
    List<NoticePages.Item> notices,
    @Nullable Instant accountNow) {

  record TenantChoice(String slug, String name) {}

  /** Without an action there is nothing to do but wait. */
  record Trouble(
      String tone, String title, String text, @Nullable String href, @Nullable String action) {}

  /** {@code address} is where credit is added. */
  record WalletView(
      String address,
      Money available,
      Money held,
      Money overdraft,
      @Nullable Instant lastPayment) {}

  /**
   * {@code fix} is where a larger plan is chosen; {@code blockedOn}: when it is used up at this
   * pace; null: not before it resets.
   */
  record LimitState(
      String application, Gauge gauge, Instant resetsAt, @Nullable Instant blockedOn, String fix) {}

  record SubscriptionView(
      String href,
      String application,
      String product,
      String plan,
      String state,
      String tone,
      Instant since) {}

  record InvoiceView(
      String number,
      Money amount,
      Instant dueAt,
      String state,
      String tone,
      @Nullable String href) {}

  record DenialView(
      String href,
      String method,
      String path,
      String code,
      String title,
      int status,
      long times,
      Instant last) {}
}
