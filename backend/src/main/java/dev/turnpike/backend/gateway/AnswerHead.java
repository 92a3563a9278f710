package dev.turnpike.backend.gateway;

import dev.turnpike.backend.gateway.route.Rewriting;
import dev.turnpike.tenants.decision.Grant;
import dev.turnpike.tenants.decision.RateLimitHeaders;
import dev.turnpike.tenants.decision.RateLimits;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Leases;
import dev.turnpike.tenants.snapshot.Limit;
import dev.turnpike.tenants.snapshot.Plan;
import dev.turnpike.tenants.snapshot.Standing;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;

/** The head of a forwarded answer: the origin's, and what the caller has left. */
final class AnswerHead {
  static final String COST = "Turnpike-Cost";

  private AnswerHead() {}

  /**
   * Prepares the response; the head itself goes out with the first bytes, except before a body of
   * unknown length, whose first event may be long in coming.
   */
  static LastByte write(
      Exchange exchange,
      Reservation reservation,
      List<RateLimits.Left> rates,
      HttpClientResponse head) {
    HttpServerResponse response = exchange.response().setStatusCode(head.statusCode());
    MultiMap headers = response.headers();
    OriginAnswer.copy(head.headers(), headers);
    Rewriting.toCaller(exchange.route(), headers);
    addOurs(exchange, reservation, rates, head.statusCode());
    Repeatable repeatable = exchange.repeatable();
    if (repeatable != null) {
      repeatable.begins(head);
    }
    if (isWithoutBody(exchange, head)) {
      announceLength(head, headers);
      return new LastByte(exchange, null);
    }
    String length = head.getHeader("Content-Length");
    if (length == null) {
      response.setChunked(true);
      announceCost(exchange, reservation.grant().subscription().plan(), head.statusCode());
      if (response.isChunked() && !exchange.clientGone()) {
        response.writeHead();
      }
    } else {
      headers.set("Content-Length", length);
    }
    return new LastByte(exchange, length);
  }

  /** What only we say, whoever says the rest. */
  static void addOurs(
      Exchange exchange, Reservation reservation, List<RateLimits.Left> rates, int status) {
    MultiMap headers = exchange.response().headers();
    headers.set("X-Request-Id", exchange.id().toString());
    addLimits(headers, reservation, rates);
    addMoney(headers, reservation, status);
    addStanding(headers, reservation.grant());
    EndHeaders.add(headers, reservation.grant().publisher(), reservation.grant().api());
    Cors.expose(exchange);
    if (exchange.isUploading()) {
      headers.set("Connection", "close");
    }
  }

  /**
   * A cost that is known after the last byte follows in a trailer, to who understands trailers (RFC
   * 9110 §6.6.2). One that depends on what else was used is known later still.
   */
  private static void announceCost(Exchange exchange, Plan plan, int status) {
    HttpServerResponse response = exchange.response();
    if (response.isChunked()
        && status < 300
        && !plan.isCostKnown()
        && !plan.isCumulative()
        && exchange.headers().contains("te", "trailers", true)) {
      response.putHeader("Trailer", COST);
      exchange.costFollows();
    }
  }

  private static boolean isWithoutBody(Exchange exchange, HttpClientResponse head) {
    return head.statusCode() == 204
        || head.statusCode() == 304
        || HttpMethod.HEAD.equals(exchange.request().method());
  }

  /** What a GET would have got; 204 has no length (RFC 9110 §8.6). */
  private static void announceLength(HttpClientResponse head, MultiMap headers) {
    String length = head.getHeader("Content-Length");
    if (length != null && head.statusCode() != 204) {
      headers.set("Content-Length", length);
    }
  }

  /** The limits that are counted exactly, then those that each node counts for itself. */
  private static void addLimits(
      MultiMap headers, Reservation reservation, List<RateLimits.Left> rates) {
    Grant grant = reservation.grant();
    List<Leases.Remaining> exact = reservation.held().remaining();
    if ((exact.isEmpty() && rates.isEmpty()) || !disclosesNumbers(grant)) {
      return;
    }
    Limits limits = new Limits(grant, new StringJoiner(", "), new StringJoiner(", "));
    for (Leases.Remaining left : exact) {
      Instant now =
          left.limit().kind() == Limit.Kind.ALLOWANCE
              ? grant.subscription().time(grant.at())
              : grant.at();
      limits.add(left.limit(), left.left(), Duration.between(now, left.resetsAt()));
    }
    for (RateLimits.Left left : rates) {
      limits.add(left.limit(), left.left(), left.untilFull());
    }
    headers.set(RateLimitHeaders.POLICY, limits.policies.toString());
    headers.set(RateLimitHeaders.STATE, limits.states.toString());
  }

  private record Limits(Grant grant, StringJoiner policies, StringJoiner states) {
    void add(Limit limit, long left, Duration untilReset) {
      policies.add(RateLimitHeaders.policy(limit, grant.application(), grant.key()));
      states.add(RateLimitHeaders.state(limit, left, untilReset, grant.application(), grant.key()));
    }
  }

  private static void addMoney(MultiMap headers, Reservation reservation, int status) {
    Money price = reservation.grant().price();
    if (!price.isPositive()) {
      return;
    }
    if (status < 300) {
      boolean known = reservation.grant().subscription().plan().isCostKnown();
      headers.set(known ? COST : "Turnpike-Cost-Estimate", price.toString());
    }
    Money available = reservation.held().available();
    if (available != null && disclosesNumbers(reservation.grant())) {
      Money left = status < 300 ? available : available.plus(price);
      headers.set("Turnpike-Balance", left.toString());
    }
  }

  /** The same as a refusal would tell: whoever reads the key in a browser learns no numbers. */
  private static boolean disclosesNumbers(Grant grant) {
    return grant.api().disclosure() == Api.Disclosure.FULL && !grant.key().exposed();
  }

  private static void addStanding(MultiMap headers, Grant grant) {
    if (grant.subscription().standing() instanceof Standing.PastDue pastDue) {
      headers.set("Billing-State", "past_due; grace_until=\"" + pastDue.graceUntil() + "\"");
    }
  }
}
