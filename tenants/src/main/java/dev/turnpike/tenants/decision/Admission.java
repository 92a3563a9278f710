package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Who;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.ProductId;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Application;
import dev.turnpike.tenants.snapshot.Eligibility;
import dev.turnpike.tenants.snapshot.EligibilityHook;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Publisher;
import dev.turnpike.tenants.snapshot.Route;
import dev.turnpike.tenants.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * The order of checks, as a function of the snapshot and the call: the earliest objection decides.
 * Gateway and explain ask the same object, so they cannot disagree.
 *
 * <p>Malformed 400; publisher, API 404; credential 401; visibility 404; operation 404, 405;
 * permission, approval 403; rate 429; subscription 402; plan 402; then, by {@link #conclude}, quota
 * and funds. Money is not looked at before the caller is known and permitted.
 */
public final class Admission {
  private final RateLimits rates;
  private final Entitlement entitlement;

  public Admission(RateLimits rates) {
    this(rates, true);
  }

  private Admission(RateLimits rates, boolean takes) {
    this.rates = rates;
    this.entitlement = new Entitlement(rates, takes);
  }

  /** The same checks for a question instead of a call: no token is taken. */
  public Admission looking() {
    return new Admission(rates, false);
  }

  /** Everything that the request line, the headers and the snapshot can decide. */
  public Decision decide(Snapshot snapshot, Call call, Trace trace) {
    Publisher publisher = snapshot.publisher(call.publisher());
    if (call.credential() instanceof Credential.Ambiguous) {
      return refuse(
          trace,
          "identify",
          Deny.of(
              Code.CREDENTIAL_AMBIGUOUS,
              "The call carries two different credentials. Send only one.",
              publisher == null ? Who.NOBODY : Who.of(publisher)));
    }
    if (publisher == null) {
      return refuse(trace, "resolve", notFound(Who.NOBODY));
    }
    Api api = publisher.apis().get(call.api());
    if (api == null) {
      return refuse(trace, "resolve", notFound(Who.of(publisher)));
    }
    trace.passed("resolve", "publisher and API found");
    return identify(snapshot, call, publisher, api, trace);
  }

  /** The policies of an operation that anybody may know of; none of any other. */
  public static Route publicRoute(Snapshot snapshot, RequestPath.Path path, String method) {
    Publisher publisher = snapshot.publisher(path.publisher());
    Api api = publisher == null ? null : publisher.apis().get(path.api());
    if (publisher == null || api == null || !api.visibleTo(null, publisher.id())) {
      return Route.NONE;
    }
    Api.Operation operation = Operations.find(api, method, path.path());
    return operation == null ? api.route() : operation.route();
  }

  /** What the publisher's own system is asked before the call; empty when it has none. */
  public Optional<Eligibility.Question> question(Grant grant) {
    EligibilityHook hook = grant.product().eligibility();
    return hook == null
        ? Optional.empty()
        : Optional.of(
            new Eligibility.Question(
                hook,
                grant.subscription().id(),
                grant.publisher().slug(),
                grant.product().slug(),
                grant.subscription().plan().slug(),
                grant.application().consumerSlug(),
                grant.application().slug()));
  }

  /** What the publisher's word means for a call that was otherwise allowed. */
  public Decision conclude(Grant grant, Eligibility.Answer answer, Trace trace) {
    Decision decision = PublishersWord.of(grant, answer);
    switch (decision) {
      case Allow _ -> trace.passed("eligibility", "the publisher's system agrees");
      case Deny deny -> {
        trace.refused("eligibility", deny.code().title(), null);
        entitlement.giveBack(grant.subscription());
      }
    }
    return decision;
  }

  /** What the reservation's answer means for a call that was otherwise allowed. */
  public Decision conclude(Grant grant, Leases.Answer answer, Trace trace) {
    Decision decision = Conclusion.of(grant, answer);
    switch (decision) {
      case Allow _ -> trace.passed("reserve", "limits and funds suffice", policyOf(grant));
      case Deny deny -> {
        trace.refused("reserve", deny.code().title(), policyOf(grant));
        entitlement.giveBack(grant.subscription());
      }
    }
    return decision;
  }

  /**
   * The next product that sells the API and whose earlier checks admit the call, after this one's
   * limits or funds refused it; empty when there is none, and the refusal stands.
   */
  public Optional<Grant> next(Grant refused, Trace trace) {
    List<ProductId> products = refused.api().products();
    int from = products.indexOf(refused.product().id()) + 1;
    for (ProductId id : products.subList(from, products.size())) {
      Grant grant = Target.of(refused).by(id);
      if (grant != null && entitlement.objection(grant, trace) == null) {
        return Optional.of(grant);
      }
    }
    return Optional.empty();
  }

  /** What is left of the limits that are counted in memory, after this call. */
  public List<RateLimits.Left> left(Grant grant) {
    return rates.left(grant.subscription().id(), grant.subscription().plan(), grant.at());
  }

  /** The call is refused for a reason found after the decision: its rate tokens go back. */
  public void withdraw(Grant grant) {
    entitlement.giveBack(grant.subscription());
  }

  private Decision identify(
      Snapshot snapshot, Call call, Publisher publisher, Api api, Trace trace) {
    Key key = null;
    Application caller = null;
    Code problem = Code.CREDENTIAL_MISSING;
    if (call.credential() instanceof Credential.ApiKey presented) {
      key = snapshot.key(presented.id());
      caller = key == null ? null : snapshot.application(key.application());
      problem =
          caller == null ? Code.CREDENTIAL_INVALID : KeyCheck.problem(presented, key, call.at());
    } else if (call.credential() instanceof Credential.Unreadable) {
      problem = Code.CREDENTIAL_INVALID;
    }
    if (problem != null || key == null || caller == null) {
      Code code = problem == null ? Code.CREDENTIAL_INVALID : problem;
      // Whoever may not know of the API must not learn of it by a 401 either.
      return api.visibleTo(null, publisher.id())
          ? refuse(trace, "identify", Deny.of(code, code.meaning(), Who.of(publisher, api)))
          : refuse(trace, "visibility", notFound(Who.of(publisher)));
    }
    trace.passed("identify", "the key's secret matches");
    if (!api.visibleTo(caller.consumer(), publisher.id())) {
      return refuse(trace, "visibility", notFound(Who.of(publisher)));
    }
    Who who = Who.of(publisher, api).with(caller, key);
    if (call.simulate() != null && key.mode() == Mode.TEST) {
      return refuse(trace, "simulate", Simulation.of(call.simulate(), who, call.at()));
    }
    return open(call, who, publisher, api, caller, key, trace);
  }

  private static String retired(Publisher publisher, Api api) {
    String successor = api.deprecation() == null ? null : api.deprecation().successor();
    String over = api.name() + " has been retired.";
    return successor == null
        ? over
        : over + " Use /" + publisher.slug() + "/" + successor + " instead.";
  }

  private Decision open(
      Call call, Who who, Publisher publisher, Api api, Application caller, Key key, Trace trace) {
    if (publisher.suspended()) {
      Code code =
          caller.consumer().equals(publisher.id())
              ? Code.PUBLISHER_SUSPENDED
              : Code.TENANT_UNAVAILABLE;
      return refuse(trace, "resolve", Deny.of(code, code.meaning(), who));
    }
    if (api.stage() == Api.Stage.RETIRED) {
      return refuse(trace, "resolve", Deny.of(Code.API_RETIRED, retired(publisher, api), who));
    }
    Api.Operation operation = Operations.find(api, call.method(), call.path());
    if (operation == null) {
      List<String> allowed = Operations.methods(api, call.path());
      return refuse(trace, "operation", noOperation(who, allowed));
    }
    trace.passed("operation", operation.id());
    Target target = new Target(publisher, api, operation, caller, key, call.at());
    if (!key.scope().isEverything()) {
      Deny outside = KeyCheck.objection(target, call, who.with(operation));
      if (outside != null) {
        trace.refused("scope", outside.detail(), "key " + key.id());
        return outside;
      }
      trace.passed("scope", "the key is for this", "key " + key.id());
    }
    Deny objection = RoutePolicies.objection(target, call, who.with(operation), trace);
    return objection == null ? product(target, who.with(operation), trace) : objection;
  }

  /**
   * Tries the products that sell the API in their order; the best refusal stands if none admits.
   */
  private Decision product(Target target, Who who, Trace trace) {
    Entitlement.Objection best = null;
    for (ProductId id : target.api().products()) {
      Grant grant = target.by(id);
      if (grant == null) {
        continue;
      }
      Entitlement.Objection objection = entitlement.objection(grant, trace);
      if (objection == null) {
        return new Allow(grant);
      }
      if (best == null || objection.isBetterThan(best)) {
        best = objection;
      }
    }
    return best != null
        ? best.deny()
        : refuse(
            trace, "subscription", Entitlement.unsubscribed(who, target.publisher(), target.api()));
  }

  private static Deny noOperation(Who who, List<String> allowed) {
    if (allowed.isEmpty()) {
      return Deny.of(Code.NOT_FOUND, "The API has nothing at this path.", who);
    }
    return Deny.of(
            Code.METHOD_NOT_ALLOWED,
            "This path answers " + String.join(", ", allowed) + " only.",
            who)
        .allowing(allowed);
  }

  /** One answer for whatever is unknown or hidden, so that the two cannot be told apart. */
  private static Deny notFound(Who who) {
    return Deny.of(Code.NOT_FOUND, "There is no such API, or you may not know of it.", who);
  }

  private static Deny refuse(Trace trace, String step, Deny deny) {
    trace.refused(step, deny.code().name(), null);
    return deny;
  }

  private static String policyOf(Grant grant) {
    return Entitlement.policyOf(grant.subscription().plan());
  }
}
