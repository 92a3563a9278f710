package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages on a consumer's own calls. */
@MessageBundle("calls")
public interface CallText {
  @Message("Calls")
  String title();

  @Message(
      "Calls of {tenant} to {publisher}, latest first, kept for 30 days. A call appears a moment after its answer.")
  String lede(String tenant, String publisher);

  @Message("Answer")
  String answer();

  @Message("all")
  String all();

  @Message("served")
  String served();

  @Message("refused")
  String refused();

  @Message("failed")
  String failed();

  @Message("Application")
  String application();

  @Message("All")
  String allApplications();

  @Message("Show")
  String show();

  @Message("When")
  String when();

  @Message("Call")
  String call();

  @Message("Status")
  String status();

  @Message("Why")
  String why();

  @Message("Cost")
  String cost();

  @Message("Took")
  String took();

  @Message("{millis} ms")
  String millis(String millis);

  @Message("No call yet. The page on the first call shows how.")
  String empty();

  @Message("The first call")
  String toStart();

  @Message("No call matches. Choose another answer or application.")
  String emptyFiltered();

  @Message("Pages of the list")
  String pages();

  @Message("Latest")
  String latest();

  @Message("Earlier calls")
  String earlier();

  @Message("{method} {path}")
  String oneTitle(String method, String path);

  @Message("The call")
  String theCall();

  @Message("Key")
  String key();

  @Message("Request")
  String request();

  @Message("Sent")
  String bytesIn();

  @Message("Received")
  String bytesOut();

  @Message("{count} bytes")
  String bytes(String count);

  @Message("nothing")
  String free();

  @Message("How it was decided")
  String trace();

  @Message("Each check in its order, and what it found. Times count from the call’s first byte.")
  String traceLede();

  @Message("The log has forgotten how it was decided.")
  String traceEmpty();

  @Message("Check")
  String step();

  @Message("Found")
  String verdict();

  @Message("Detail")
  String detail();

  @Message("Policy")
  String policy();

  @Message("After")
  String after();

  @Message("See and fix")
  String fix();

  @Message("Ask support about it")
  String ask();

  @Message("What the code means")
  String means();
}
