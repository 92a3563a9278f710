package dev.turnpike.tenants.eligibility;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.snapshot.Eligibility;
import dev.turnpike.tenants.snapshot.EligibilityHook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/** Asks a publisher's system and reads its answer. */
final class HookCaller {
  private final SignedPost post;

  HookCaller(Vertx vertx, Clock clock, Ids ids, Egress egress) {
    this.post = new SignedPost(vertx, clock, ids, egress);
  }

  /** Fails when it cannot be reached, or not in time. */
  Future<Eligibility.Answer> call(EligibilityHook hook, JsonObject question) {
    return post.send(hook.url(), hook.secret(), hook.timeout(), question)
        .map(reply -> PublisherEligibility.read(reply.status(), reply.body()));
  }
}
