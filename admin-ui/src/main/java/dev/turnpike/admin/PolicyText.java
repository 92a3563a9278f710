package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the page that shows all policies of an API. */
@MessageBundle("policies")
public interface PolicyText {
  @Message("Policies of {name}")
  String title(String name);

  @Message(
      "Everything that decides about a call, by kind, as it is in force now, and what callers get"
          + " who run into it. 402 means that money, a plan or a raised limit helps at once; 429"
          + " that waiting helps.")
  String lede();

  @Message(
      "This API is not published, so no policy is in force. Publish it, and this page shows what"
          + " decides about its calls.")
  String unpublished();

  @Message("For")
  String where();

  @Message("Policy")
  String policy();

  @Message("What it says")
  String says();

  @Message("Callers get")
  String answers();

  @Message("No policy of this kind.")
  String none();

  @Message("passes")
  String passes();

  @Message("the whole API")
  String wholeApi();

  @Message("plan {plan} of {product}")
  String ofPlan(String plan, String product);

  @Message("Authentication")
  String authentication();

  @Message("Who the caller is, before anything else is looked at.")
  String authenticationLede();

  @Message("Key")
  String key();

  @Message("A key as Bearer token, X-API-Key or apikey. Its secret is kept as a hash.")
  String keySays();

  @Message("Authorization")
  String authorization();

  @Message("Whether the caller may, before limits and money.")
  String authorizationLede();

  @Message("Visibility")
  String visibility();

  @Message("Everybody may know of it.")
  String isPublic();

  @Message("Only listed consumers may know of it: {count}.")
  String isListed(int count);

  @Message("Only your own people may know of it.")
  String isPrivate();

  @Message("Operations")
  String operations();

  @Message("Everything below the API's path.")
  String everything();

  @Message("{count} operations; nothing else.")
  String operationsSay(int count);

  @Message("Subscription")
  String subscription();

  @Message("The caller's application subscribes to {products}.")
  String subscriptionSays(String products);

  @Message("No product sells this API: nobody can call it.")
  String unsold();

  @Message("Operations of the plan")
  String planOperations();

  @Message("Sells {operations} only.")
  String planOperationsSay(String operations);

  @Message("Approval")
  String approval();

  @Message("{steps} steps before the first call.")
  String approvalSays(int steps);

  @Message("Addresses")
  String addresses();

  @Message("Calls from {allow} only.")
  String addressesAllow(String allow);

  @Message("No calls from {deny}.")
  String addressesDeny(String deny);

  @Message("Rate limiting and quotas")
  String limits();

  @Message("How much, and what each limit answers when it is reached.")
  String limitsLede();

  @Message("{limit}, for each {scope}")
  String limitSays(String limit, String scope);

  @Message("{limit}, for each {scope}; crossing it only warns")
  String softLimitSays(String limit, String scope);

  @Message("subscription")
  String perSubscription();

  @Message("application")
  String perApplication();

  @Message("key")
  String perKey();

  @Message("Monetization")
  String monetization();

  @Message("What calls cost, and what happens when nobody pays.")
  String monetizationLede();

  @Message("Price")
  String price();

  @Message("Traffic")
  String traffic();

  @Message("Where calls go and what happens to them on their way.")
  String trafficLede();

  @Message("Origins for live keys")
  String liveOrigins();

  @Message("Origins for test keys")
  String testOrigins();

  @Message("{count} of them, by weight; group {group} is active")
  String byWeight(int count, String group);

  @Message("{count} of them, the least loaded first; group {group} is active")
  String byLoad(int count, String group);

  @Message("{count} of them, each caller at one; group {group} is active")
  String byHash(int count, String group);

  @Message("one: {name}")
  String oneOrigin(String name);

  @Message("Canary")
  String canary();

  @Message("{percent} % of the calls go to the group {group}.")
  String canarySays(int percent, String group);

  @Message("Retries")
  String retries();

  @Message(
      "At most {attempts} origins for a call, and at most {percent} % of recent calls; a call that"
          + " is not idempotent only while nothing of it was sent.")
  String retriesSay(int attempts, int percent);

  @Message("Health")
  String health();

  @Message(
      "Out after {failures} failures in a row, for {seconds} seconds and each time twice as long.")
  String healthSays(int failures, long seconds);

  @Message("Asked at {path} each {seconds} seconds.")
  String healthAsks(String path, long seconds);

  @Message("Rewriting")
  String rewriting();

  @Message("Path {path}")
  String rewritesPath(String path);

  @Message("{count} changes of query and headers")
  String rewrites(int count);

  @Message("Cross-origin calls")
  String cors();

  @Message("Scripts of {sites} may call.")
  String corsSays(String sites);

  @Message("Sizes")
  String sizes();

  @Message("Requests up to {bytes} bytes.")
  String requestSize(String bytes);

  @Message("Answers up to {bytes} bytes.")
  String answerSize(String bytes);

  @Message("Maintenance")
  String maintenance();

  @Message("Every call is refused.")
  String maintenanceSays();

  @Message("Mock")
  String mock();

  @Message("Answers {status} from an example. No call reaches an origin, none is charged.")
  String mockSays(int status);

  @Message("Validation")
  String validation();

  @Message("The body has to fit the document's schema.")
  String validationSays();

  @Message("Cache")
  String cache();

  @Message(
      "Answers are kept for their consumer as they say, or {seconds} seconds; a kept answer costs"
          + " what the plan says.")
  String cacheSays(long seconds);

  @Message("From the API's document")
  String fromDocument();

  @Message(
      "Changes go to the draft. They are in force once the draft is published, and callers see"
          + " nothing of them before.")
  String fromDocumentLede();

  @Message("Answers from examples")
  String mocks();

  @Message(
      "Calls get the document's example instead of your server's answer. Nobody is charged for"
          + " them. Where the document has no example, calls go on as before.")
  String mocksSay();

  @Message("Answer with examples")
  String takeMocks();

  @Message("Bodies by schema")
  String schemas();

  @Message(
      "A JSON body that does not fit the document is refused with 400 and the places that are"
          + " wrong, before it costs anything.")
  String schemasSay();

  @Message("Check bodies")
  String takeSchemas();

  @Message("In the draft: {has} of {of} operations.")
  String have(int has, int of);

  @Message("Take away again")
  String takeAway();

  @Message("Taken for {taken} operations. For {without} the document has nothing usable.")
  String taken(int taken, int without);

  @Message("Taken away from the draft.")
  String dropped();

  @Message("This API has no document yet. Read one in first.")
  String noDocument();

  @Message("The document's schemas are too long together. Write them for single operations.")
  String tooLong();

  @Message("Nothing was changed: the API is retired.")
  String notChanged();
}
