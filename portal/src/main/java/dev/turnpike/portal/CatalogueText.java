package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Prices and limits in words. */
@MessageBundle("offer")
public interface CatalogueText {
  @Message("free")
  String free();

  @Message("prepaid from the wallet")
  String prepaid();

  @Message("invoiced, {days} days of grace")
  String postpaid(int days);

  @Message("then 429 RATE_LIMITED: wait")
  String thenWait();

  @Message("then 402 QUOTA_EXHAUSTED until it resets or you take a larger plan")
  String thenUpgrade();

  @Message("then a warning; calls go on")
  String thenWarn();

  @Message("fee invoiced, {days} days of grace; use prepaid from the wallet")
  String hybrid(int days);

  @Message("What would {product} cost?")
  String costTitle(String product);

  @Message("Reference: all operations, prices, refusals, code")
  String reference();

  @Message("What would it cost me?")
  String costLink();

  @Message("Enter the use of a month: each plan is rated by the sums that calls are charged by.")
  String costLede();

  @Message("Show the cost")
  String costShow();

  @Message("Prices of the plans")
  String costPrices();

  @Message("Without tax. Plans with longer periods are shown by the month.")
  String costNote();

  @Message("at once")
  String atOnce();

  @Message("after {publisher} has approved")
  String afterApproval(String publisher);

  @Message("Found: {count}")
  String found(String count);

  @Message("Search the catalogue")
  String search();

  @Message("Name, description, API or tag")
  String searchHint();

  @Message("Search")
  String searchGo();

  @Message("Show all")
  String searchAll();

  @Message("Nothing matches. Use fewer or other words, or look through all products.")
  String searchEmpty();

  @Message("Tags")
  String tags();

  @Message("Pages of the list")
  String pages();

  @Message("Earlier")
  String earlier();

  @Message("Later")
  String later();

  @Message("What can be called")
  String operations();

  @Message("Plans")
  String plans();

  @Message("No plan is on sale at the moment.")
  String noPlans();

  @Message("Choose {plan}")
  String choose(String plan);

  @Message("Then")
  String then();

  @Message("How to make the first call")
  String startLink();

  @Message("after the first payment")
  String afterPayment();
}
