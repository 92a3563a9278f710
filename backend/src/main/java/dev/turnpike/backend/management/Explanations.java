package dev.turnpike.backend.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.backend.identity.RequestIdentity;
import dev.turnpike.tenants.decision.Admission;
import dev.turnpike.tenants.decision.Allow;
import dev.turnpike.tenants.decision.Call;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Credential;
import dev.turnpike.tenants.decision.Decision;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.decision.Refusals;
import dev.turnpike.tenants.decision.RequestPath;
import dev.turnpike.tenants.decision.Trace;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.snapshot.CallLog;
import dev.turnpike.tenants.snapshot.Eligibility;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Snapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a call would get. The same order of checks, the same snapshot and the same books as the
 * gateway's, so the two cannot disagree; nothing is taken, held or charged.
 */
@ApplicationScoped
class Explanations {
  private static final Logger LOG = Logger.getLogger(Explanations.class);

  private final Admission admission;
  private final Eligibility eligibility;
  private final Leases leases;
  private final Refusals refusals;
  private final RequestIdentity request;
  private final Clock clock;
  private final ObjectMapper json;

  Explanations(
      Admission admission,
      Eligibility eligibility,
      Leases leases,
      Refusals refusals,
      RequestIdentity request,
      Clock clock,
      ObjectMapper json) {
    this.admission = admission.looking();
    this.eligibility = eligibility;
    this.leases = leases;
    this.refusals = refusals;
    this.request = request;
    this.clock = clock;
    this.json = json;
  }

  /**
   * A call that nobody has made.
   *
   * @param target the path on the gateway, with or without a query
   */
  record Question(String method, String target, Credential credential, @Nullable Code simulate) {}

  /**
   * The answer.
   *
   * @param price what the call would cost; null when it would be refused
   */
  record Explanation(
      Decision decision,
      @Nullable Money price,
      @Nullable JsonNode problem,
      List<CallLog.Step> trace) {}

  Uni<Explanation> explain(Snapshot snapshot, Question question) {
    Trace trace = new Trace(System.nanoTime());
    RequestId id = request.id();
    Instant now = clock.instant();
    return decide(snapshot, question, id, now, trace)
        .map(decision -> told(decision, question, id, now, trace));
  }

  private Uni<Decision> decide(
      Snapshot snapshot, Question question, RequestId id, Instant now, Trace trace) {
    return switch (RequestPath.parse(question.target())) {
      case RequestPath.Malformed(String reason) -> {
        trace.refused("resolve", reason, null);
        yield Uni.createFrom().item(Deny.of(Code.REQUEST_MALFORMED, reason, Deny.Who.NOBODY));
      }
      case RequestPath.Path path -> {
        Call call =
            new Call(
                id,
                now,
                path.publisher(),
                path.api(),
                question.method(),
                path.path(),
                question.credential(),
                question.simulate());
        yield switch (admission.decide(snapshot, call, trace)) {
          case Deny deny -> Uni.createFrom().item(deny);
          case Allow(Grant grant) -> ask(grant, id, now, trace);
        };
      }
    };
  }

  /** The publisher's own system is asked as for a call: its answer may be at hand. */
  private Uni<Decision> ask(Grant grant, RequestId id, Instant now, Trace trace) {
    return admission
        .question(grant)
        .map(
            question ->
                Uni.createFrom()
                    .completionStage(() -> eligibility.ask(question).toCompletionStage())
                    .map(answer -> admission.conclude(grant, answer, trace))
                    .chain(
                        word ->
                            word instanceof Deny
                                ? Uni.createFrom().item(word)
                                : reserve(grant, id, now, trace)))
        .orElseGet(() -> reserve(grant, id, now, trace));
  }

  private Uni<Decision> reserve(Grant grant, RequestId id, Instant now, Trace trace) {
    Leases.Ask ask =
        new Leases.Ask(
            id,
            grant.publisher().id(),
            grant.application(),
            grant.key(),
            grant.subscription(),
            grant.api(),
            grant.price(),
            Quantities.ONE_REQUEST,
            now);
    return Uni.createFrom()
        .completionStage(() -> leases.peek(ask).toCompletionStage())
        .map(answer -> admission.conclude(grant, answer, trace))
        .onFailure()
        .invoke(failure -> LOG.warnf(failure, "explain %s: the books do not answer", id))
        .onFailure()
        .recoverWithItem(() -> unavailable(grant, trace));
  }

  private static Decision unavailable(Grant grant, Trace trace) {
    Code code = Code.BILLING_UNAVAILABLE;
    trace.refused("reserve", code.name(), null);
    return Deny.of(code, code.meaning(), Deny.Who.of(grant));
  }

  private Explanation told(
      Decision decision, Question question, RequestId id, Instant now, Trace trace) {
    return switch (decision) {
      case Allow(Grant grant) -> new Explanation(decision, grant.price(), null, trace.steps());
      case Deny deny -> {
        Refusals.Asked asked =
            new Refusals.Asked(id, now, question.method(), question.target(), null);
        try {
          yield new Explanation(
              deny, null, json.readTree(refusals.render(deny, asked).body()), trace.steps());
        } catch (IOException e) {
          throw new UncheckedIOException("our own JSON", e);
        }
      }
    };
  }
}
