package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the log-in page, the directory, the catalogue and the keys page. */
@MessageBundle("portal")
public interface PortalText {
  @Message("Log in")
  String logIn();

  @Message("Log in to see the refused call and put it right.")
  String logInToResolve();

  @Message("With your Turnpike account, whichever organisations you belong to.")
  String logInLede();

  @Message("E-mail")
  String email();

  @Message("Password")
  String password();

  @Message("That e-mail and password do not belong together.")
  String wrongPassword();

  @Message("Too many attempts. Wait a minute, then try again.")
  String tooManyAttempts();

  @Message("You are logged out")
  String loggedOut();

  @Message("Publishers")
  String directoryTitle();

  @Message("Organisations that publish APIs here. Each has a catalogue anybody may read.")
  String directoryLede();

  @Message("No publisher has a public API yet.")
  String directoryEmpty();

  @Message("Your organisations")
  String yourOrganisations();

  @Message("Administer {name}")
  String administer(String name);

  @Message("Quota and billing at {publisher}")
  String relation(String publisher);

  @Message("Overview")
  String menuHome();

  @Message("Catalogue")
  String menuCatalogue();

  @Message("Payments")
  String menuPayments();

  @Message("Calls")
  String menuCalls();

  @Message("Keys")
  String menuKeys();

  @Message("Invoices")
  String menuInvoices();

  @Message("APIs of {publisher}")
  String catalogueTitle(String publisher);

  @Message(
      "What can be called, what it costs, and what happens when a limit is reached. No log-in needed to read this.")
  String catalogueLede();

  @Message("{publisher} has no public product yet.")
  String catalogueEmpty(String publisher);

  @Message("Plan")
  String plan();

  @Message("Price")
  String price();

  @Message("Limits")
  String limits();

  @Message("Access")
  String access();

  @Message("What happens when something runs out")
  String consequences();

  @Message("Credit")
  String creditConsequence();

  @Message(
      "A prepaid call that the balance cannot cover is refused with 402 INSUFFICIENT_CREDITS before it is forwarded. It costs nothing, and the same call passes as soon as credit is added.")
  String creditConsequenceText();

  @Message("Allowances")
  String allowanceConsequence();

  @Message("A used-up allowance answers 402 until it resets or a larger plan is taken.")
  String allowanceConsequenceText();

  @Message("Rate limits")
  String rateConsequence();

  @Message("Calling too fast answers 429 with Retry-After. Waiting is all it takes.")
  String rateConsequenceText();

  @Message("Invoices")
  String invoiceConsequence();

  @Message(
      "An unpaid invoice first starts a time of grace, in which calls pass. After it they answer 402 PAYMENT_OVERDUE until it is paid; keys stay valid.")
  String invoiceConsequenceText();

  @Message("Every refusal carries a code, explained here")
  String everyCode();

  @Message("Keys")
  String keysTitle();

  @Message(
      "Keys of {tenant} for APIs of {publisher}. A secret is shown once, when the key is made.")
  String keysLede(String tenant, String publisher);

  @Message("No key yet.")
  String keysEmpty();

  @Message("Key")
  String key();

  @Message("Application")
  String application();

  @Message("State")
  String state();

  @Message("Made")
  String made();

  @Message("Last used")
  String lastUsed();

  @Message("never")
  String never();

  @Message("valid")
  String keyValid();

  @Message("revoked")
  String keyRevoked();

  @Message("expired")
  String keyExpired();

  @Message("Revoke")
  String revoke();

  @Message("Revoke this key? Calls with it answer 401 within a second, and it cannot be undone.")
  String revokeQuestion();

  @Message("Yes, revoke it")
  String revokeConfirm();

  @Message("Revoked. Calls with that key are refused from now on.")
  String revoked();

  @Message("Organisation")
  String organisation();

  @Message("Acting for")
  String actingFor();

  @Message("Statement")
  String menuStatement();

  @Message("Budgets")
  String menuBudgets();

  @Message("Budgets of {organisation}")
  String budgetsOf(String organisation);
}
