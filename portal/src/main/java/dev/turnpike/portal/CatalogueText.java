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

  @Message("nothing")
  String costsNothing();

  @Message("{amount} a call")
  String perCall(String amount);

  @Message("{amount} a month")
  String perMonth(String amount);

  @Message("{amount} a month and {each} a call")
  String perMonthAndCall(String amount, String each);

  @Message("{count} calls a {window}")
  String limit(String count, String window);

  @Message("1 call a {window}")
  String limitOfOne(String window);

  @Message("then 429 RATE_LIMITED: wait")
  String thenWait();

  @Message("then 402 QUOTA_EXHAUSTED until it resets or you take a larger plan")
  String thenUpgrade();

  @Message("at once")
  String atOnce();

  @Message("after {publisher} has approved")
  String afterApproval(String publisher);

  @Message("after the first payment")
  String afterPayment();
}
