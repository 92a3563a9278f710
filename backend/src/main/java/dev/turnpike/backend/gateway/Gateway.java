package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.route.AnswerStore;
import dev.turnpike.tenants.decision.Admission;
import dev.turnpike.tenants.decision.Allow;
import dev.turnpike.tenants.decision.Call;
import dev.turnpike.tenants.decision.Code;
import dev.turnpike.tenants.decision.Decision;
import dev.turnpike.tenants.decision.Deny;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.decision.RequestPath;
import dev.turnpike.tenants.snapshot.Eligibility;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Route;
import dev.turnpike.tenants.snapshot.Snapshots;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A call's whole life: resolve, identify and policies (one walk, {@link Admission}'s), then
 * reserve, forward, settle, record. There is one for each event loop, and a call never leaves its
 * own.
 *
 * <p>Three promises are kept here. What is refused never reaches an origin. What a client sees
 * whole was charged before, durably. Every call is recorded exactly once, at the end of the one
 * chain.
 */
final class Gateway implements Handler<HttpServerRequest> {
  private static final Logger LOG = Logger.getLogger(Gateway.class);

  private final Exchanges exchanges;
  private final HeadCheck headCheck;
  private final Snapshots snapshots;
  private final Admission admission;
  private final IdempotentCalls idempotentCalls;
  private final Eligibility eligibility;
  private final Leases leases;
  private final Origins origins;
  private final Keeping keeping;
  private final Refuser refuser;

  Gateway(
      Exchanges exchanges,
      HeadCheck headCheck,
      Snapshots snapshots,
      Admission admission,
      IdempotentCalls idempotentCalls,
      Eligibility eligibility,
      Leases leases,
      Origins origins,
      Keeping keeping,
      Refuser refuser) {
    this.exchanges = exchanges;
    this.headCheck = headCheck;
    this.snapshots = snapshots;
    this.admission = admission;
    this.idempotentCalls = idempotentCalls;
    this.eligibility = eligibility;
    this.leases = leases;
    this.origins = origins;
    this.keeping = keeping;
    this.refuser = refuser;
  }

  @Override
  public void handle(HttpServerRequest request) {
    run(exchanges.begin(request), this::answer);
  }

  /** Requests that the decoder could make nothing of are answered and recorded like any other. */
  void handleUndecodable(HttpServerRequest request) {
    Deny deny = HeadCheck.undecodable(request);
    run(exchanges.begin(request), exchange -> refuser.refuse(exchange, deny));
  }

  private void run(Exchange exchange, Function<Exchange, Future<Void>> life) {
    Future.succeededFuture(exchange)
        .compose(life)
        .recover(bug -> confess(exchange, bug))
        .onComplete(answered -> end(exchange));
  }

  private Future<Void> answer(Exchange exchange) {
    if (Cors.isPreflight(exchange.request())) {
      return Cors.answerPreflight(exchange, crossOriginRules(exchange.request()));
    }
    return switch (decide(exchange)) {
      case Deny deny -> refuser.refuse(exchange, deny);
      case Allow(Grant grant) ->
          idempotentCalls.around(
              exchange, grant, () -> admission.withdraw(grant), () -> serve(exchange, grant));
    };
  }

  private Route.@Nullable Cors crossOriginRules(HttpServerRequest request) {
    String method = request.getHeader("access-control-request-method");
    return method != null && RequestPath.parse(request.uri()) instanceof RequestPath.Path path
        ? Admission.publicRoute(snapshots.current(), path, method).cors()
        : null;
  }

  private Decision decide(Exchange exchange) {
    Optional<Deny> malformed = headCheck.objection(exchange.request());
    if (malformed.isPresent()) {
      return malformed.get();
    }
    return switch (RequestPath.parse(exchange.request().uri())) {
      case RequestPath.Malformed(String reason) -> HeadCheck.malformed(reason);
      case RequestPath.Path path -> decide(exchange, path);
    };
  }

  private Decision decide(Exchange exchange, RequestPath.Path path) {
    exchange.aimsAt(path);
    Call call = IncomingCall.of(exchange, path);
    return admission.decide(snapshots.current(), call, exchange.trace());
  }

  private Future<Void> serve(Exchange exchange, Grant grant) {
    exchange.concerns(Deny.Who.of(grant));
    Optional<Deny> objection = HeadCheck.objection(exchange.request(), grant);
    if (objection.isPresent()) {
      admission.withdraw(grant);
      return otherwise(exchange, grant, objection.get());
    }
    Route.Validation rules = grant.operation().route().validation();
    return rules == null
        ? question(exchange, grant)
        : Inspection.of(exchange, grant, rules)
            .compose(finding -> inspected(exchange, grant, finding));
  }

  private Future<Void> inspected(Exchange exchange, Grant grant, Inspection.Finding finding) {
    if (finding instanceof Inspection.Finding.Fine) {
      return question(exchange, grant);
    }
    admission.withdraw(grant);
    return finding instanceof Inspection.Finding.Wrong(Deny deny, var places)
        ? refuser.refuse(exchange, deny, places)
        : Future.succeededFuture();
  }

  private Future<Void> question(Exchange exchange, Grant grant) {
    return admission
        .question(grant)
        .map(question -> exchange.here(eligibility.ask(question)))
        .map(word -> word.compose(answer -> heed(exchange, grant, answer)))
        .orElseGet(() -> reserveAndForward(exchange, grant));
  }

  private Future<Void> heed(Exchange exchange, Grant grant, Eligibility.Answer answer) {
    return switch (admission.conclude(grant, answer, exchange.trace())) {
      case Deny deny -> otherwise(exchange, grant, deny);
      case Allow allow -> reserveAndForward(exchange, allow.grant());
    };
  }

  private Future<Void> reserveAndForward(Exchange exchange, Grant grant) {
    return reserve(exchange, grant)
        .transform(
            answer ->
                answer.succeeded()
                    ? forward(exchange, grant, answer.result())
                    : billingSilent(exchange, grant, answer.cause()));
  }

  private Future<Leases.Answer> reserve(Exchange exchange, Grant grant) {
    return exchange.here(
        leases.reserve(
            new Leases.Ask(
                exchange.id(),
                grant.publisher().id(),
                grant.application(),
                grant.key(),
                grant.subscription(),
                grant.api(),
                Metering.price(exchange, grant),
                Metering.most(exchange, grant),
                exchange.at())));
  }

  private Future<Void> forward(Exchange exchange, Grant grant, Leases.Answer answer) {
    if (admission.conclude(grant, answer, exchange.trace()) instanceof Deny deny) {
      return otherwise(exchange, grant, deny);
    }
    Reservation reservation = new Reservation(grant, (Leases.Held) answer);
    exchange.holds(reservation.held());
    Route.Mock mock = grant.operation().route().mock();
    if (mock != null) {
      return release(exchange).compose(given -> MockAnswer.write(exchange, mock));
    }
    Optional<AnswerStore.Kept> kept = keeping.find(exchange, grant);
    if (kept.isPresent()) {
      return recall(exchange, reservation, kept.get());
    }
    return origins
        .call(exchange, reservation)
        .compose(outcome -> conclude(exchange, reservation, outcome));
  }

  /** A kept answer costs what the plan says, as if the origin had given it. */
  private Future<Void> recall(Exchange exchange, Reservation reservation, AnswerStore.Kept kept) {
    int status = keeping.write(exchange, kept);
    AnswerHead.addOurs(exchange, reservation, admission.left(reservation.grant()), status);
    Buffer body = status == 304 ? Buffer.buffer() : kept.body();
    return charge(exchange, reservation, status, body.length(), Delivery.WHOLE)
        .compose(
            delivery ->
                delivery == Delivery.WHOLE
                    ? exchange.end(body)
                    : refuser.refuse(exchange, Trouble.billingSilent(exchange)));
  }

  /** Another product may sell the same call; only if none does, the refusal stands. */
  private Future<Void> otherwise(Exchange exchange, Grant grant, Deny deny) {
    return admission
        .next(grant, exchange.trace())
        .map(other -> serve(exchange, other))
        .orElseGet(() -> refuser.refuse(exchange, deny));
  }

  private Future<Void> conclude(Exchange exchange, Reservation reservation, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(HttpClientResponse head) -> relay(exchange, reservation, head);
      case Outcome.Failed(Code code, String detail) ->
          release(exchange)
              .compose(given -> refuser.refuse(exchange, Trouble.met(exchange, code, detail)));
      case Outcome.BodyTooLarge() ->
          release(exchange)
              .compose(given -> refuser.refuse(exchange, headCheck.bodyTooLarge(exchange)));
      case Outcome.ClientGone() -> release(exchange);
    };
  }

  private Future<Void> relay(Exchange exchange, Reservation reservation, HttpClientResponse head) {
    LastByte body =
        AnswerHead.write(exchange, reservation, admission.left(reservation.grant()), head);
    body.cutWhenIdle(Origins.idleMillis(exchange));
    keeping.begin(exchange, reservation.grant(), head);
    body.eachSecond(
        bytes ->
            exchange.progressed(
                leases,
                Metering.used(exchange, reservation, head.statusCode(), bytes, exchanges.now())));
    return deliver(exchange, head, body)
        .compose(delivery -> settle(exchange, reservation, head, body, delivery))
        .compose(delivery -> idempotentCalls.keep(exchange, delivery))
        .compose(delivery -> finish(exchange, reservation.grant(), head, body, delivery));
  }

  private static Future<Delivery> deliver(
      Exchange exchange, HttpClientResponse head, LastByte body) {
    return head.pipe()
        .endOnComplete(false)
        .to(body)
        .onComplete(sent -> body.ended())
        .onFailure(broken -> exchange.cancelUpstream())
        .transform(sent -> Future.succeededFuture(delivery(exchange, sent.succeeded(), body)));
  }

  private static Delivery delivery(Exchange exchange, boolean sent, LastByte body) {
    if (body.isTooLong()) {
      return Delivery.BROKEN_OFF;
    }
    if (sent) {
      return Delivery.WHOLE;
    }
    return exchange.isAbandoned() ? Delivery.CLIENT_GONE : Delivery.BROKEN_OFF;
  }

  /**
   * Charges what was served: a success, sent whole, or as much of it as the client stayed for. An
   * answer that its origin broke off is nobody's purchase.
   */
  private Future<Delivery> settle(
      Exchange exchange,
      Reservation reservation,
      HttpClientResponse head,
      LastByte body,
      Delivery delivery) {
    int status = head.statusCode();
    exchange.trace().noted("forward", "answered", status + ", " + body.bytes() + " bytes");
    if (delivery == Delivery.BROKEN_OFF) {
      return release(exchange).map(delivery);
    }
    return charge(exchange, reservation, status, body.bytes(), delivery);
  }

  private Future<Delivery> charge(
      Exchange exchange, Reservation reservation, int status, long bytes, Delivery delivery) {
    if (status > 299) {
      return release(exchange).map(delivery);
    }
    Leases.Use use = Metering.used(exchange, reservation, status, bytes, exchanges.now());
    return exchange
        .takeHeld()
        .map(held -> exchange.here(leases.settle(held, use)))
        .orElseGet(Future::succeededFuture)
        .onSuccess(settled -> exchange.charged(use.cost()))
        .transform(
            settled ->
                Future.succeededFuture(
                    settled.succeeded() ? delivery : unsettled(exchange, settled.cause())));
  }

  private Future<Void> finish(
      Exchange exchange, Grant grant, HttpClientResponse head, LastByte body, Delivery delivery) {
    return switch (delivery) {
      case WHOLE -> {
        keeping.end(exchange, grant, head);
        yield exchange.complete(body);
      }
      case CLIENT_GONE -> Future.succeededFuture();
      case BROKEN_OFF -> brokenOff(exchange);
      case UNSETTLED -> refuseOrCut(exchange, Trouble.billingSilent(exchange));
    };
  }

  private Future<Void> brokenOff(Exchange exchange) {
    origins.brokeOff(exchange);
    return refuseOrCut(exchange, Trouble.met(exchange, Code.ORIGIN_RESET, OriginAnswers.BROKE_OFF));
  }

  /** Once a head is out, only a broken connection tells the client that something is missing. */
  private Future<Void> refuseOrCut(Exchange exchange, Deny deny) {
    return exchange.response().headWritten() ? exchange.cut(deny) : refuser.refuse(exchange, deny);
  }

  private Future<Void> release(Exchange exchange) {
    return exchange
        .takeHeld()
        .map(held -> exchange.here(leases.release(held)))
        .orElseGet(Future::succeededFuture)
        .onFailure(failure -> LOG.errorf(failure, "call %s: its hold stays", exchange.id()))
        .otherwiseEmpty();
  }

  private void end(Exchange exchange) {
    release(exchange).onComplete(released -> {});
    origins.leave(exchange);
    idempotentCalls.end(exchange);
    exchanges.end(exchange);
  }

  private static Delivery unsettled(Exchange exchange, Throwable cause) {
    LOG.errorf(cause, "call %s was served but its charge is not known to be kept", exchange.id());
    exchange.trace().noted("settle", "failed", "the charge is not known to be kept");
    return Delivery.UNSETTLED;
  }

  private Future<Void> billingSilent(Exchange exchange, Grant grant, Throwable cause) {
    LOG.warnf(cause, "call %s: nothing could be reserved", exchange.id());
    admission.withdraw(grant);
    return refuser.refuse(exchange, Trouble.billingSilent(exchange));
  }

  /** A bug of ours: the client gets an id that the log has too. */
  private Future<Void> confess(Exchange exchange, Throwable bug) {
    LOG.errorf(bug, "call %s failed", exchange.id());
    exchange.cancelUpstream();
    return refuseOrCut(exchange, Trouble.ours(exchange)).otherwiseEmpty();
  }
}
