package dev.turnpike.portal;

import dev.turnpike.tenants.billing.DeclineCode;
import dev.turnpike.tenants.billing.SandboxCard;
import jakarta.enterprise.context.ApplicationScoped;

/** Why a charge fails, and what helps, in the reader's language (R138). */
@ApplicationScoped
class Declines {
  private final PaymentText text;

  Declines(PaymentText text) {
    this.text = text;
  }

  String sentence(DeclineCode code) {
    return switch (code) {
      case INSUFFICIENT_FUNDS -> text.insufficientFunds();
      case EXPIRED_CARD -> text.expiredCard();
      case CARD_DECLINED -> text.cardDeclined();
      case DO_NOT_HONOR -> text.doNotHonor();
      case INCORRECT_CVC -> text.incorrectCvc();
      case AUTHENTICATION_FAILED -> text.authenticationFailed();
      case METHOD_MISSING -> text.methodMissing();
      case METHOD_EXPIRED -> text.methodExpired();
      case ACTION_REQUIRED -> text.declineActionRequired();
    };
  }

  /** How a card of the sandbox behaves. */
  String behaviour(SandboxCard card) {
    return switch (card) {
      case ACCEPTED -> text.isAccepted();
      case FAILS_LATER -> text.failsLater();
      case SHORT_OF_MONEY -> text.shortOfMoney();
      case DECLINED -> text.isDeclined();
      case LOST -> text.isLost();
      case EXPIRED -> text.hasExpired();
      case EXPIRES_SOON -> text.expiresSoon();
      case ASKS -> text.asks();
      case SILENT -> text.isSilent();
      case OUTAGE -> text.findsOutage();
    };
  }
}
