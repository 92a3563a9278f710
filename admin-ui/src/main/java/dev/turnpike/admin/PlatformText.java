package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the operator's pages and of the question for the password. */
@MessageBundle("platform")
public interface PlatformText {
  @Message("Platform")
  String title();

  @Message("All tenants in numbers. What they sell, to whom and for how much is theirs alone.")
  String lede();

  @Message("Tenants")
  String tenants();

  @Message("Publishers")
  String publishers();

  @Message("Only consume")
  String consumersOnly();

  @Message("Suspended")
  String suspended();

  @Message("People")
  String people();

  @Message("Live subscriptions")
  String subscriptions();

  @Message("Nodes of the gateway")
  String nodes();

  @Message("No node was seen.")
  String nodesEmpty();

  @Message("Node")
  String node();

  @Message("Started")
  String started();

  @Message("Last seen")
  String seen();

  @Message("Search for a tenant")
  String search();

  @Message("Which")
  String which();

  @Message("All")
  String all();

  @Message("Tenant")
  String tenant();

  @Message("Since")
  String since();

  @Message("Members")
  String members();

  @Message("Products")
  String products();

  @Message("Sold")
  String sold();

  @Message("Bought")
  String bought();

  @Message("publishes")
  String publishes();

  @Message("No tenant matches.")
  String noMatch();

  @Message("Done. Every node knows within a second.")
  String done();

  @Message("This tenant is suspended")
  String suspendedNow();

  @Message("Open it again")
  String resume();

  @Message("Suspend …")
  String suspendAsk();

  @Message("Suspend {name}?")
  String suspendTitle(String name);

  @Message(
      "Calls to its APIs are refused within a second: its consumers get a neutral 503, its own people 402 with a way to you. Its people can still log in. You can open it again at any time.")
  String suspendText();

  @Message("Say why: the tenant will read it in its audit trail.")
  String reasonMissing();

  @Message("Suspend")
  String suspend();

  @Message("You act for this tenant: another operator would have to suspend it.")
  String own();

  @Message("Is it still you?")
  String againTitle();

  @Message(
      "Money and keys are only changed by somebody who proved the password in the last 15 minutes. What you typed is kept.")
  String againText();

  @Message("Go on")
  String goOn();
}
