package dev.turnpike.tenants.event;

import dev.turnpike.tenants.eligibility.SignedPost;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.kernel.ThisContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits. A delivery is taken by pushing its time ahead, sent outside of any transaction,
 * and marked: nodes do not send one twice at once, and what a dying node had in hand is sent again
 * by another. A receiver may thus get an event twice, always under the same id.
 */
@ApplicationScoped
public class Courier {
  private static final int AT_ONCE = 10;
  private static final int MOST_IN_A_ROUND = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String TAKE =
      """
      with taken as (
        select d.id from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
        where d.state = 'waiting' and e.enabled and d.not_before <= clock_timestamp()
        order by d.not_before, d.id limit :most for update of d skip locked)
      update webhook_delivery d set attempts = d.attempts + 1,
        not_before = clock_timestamp() + interval '1 minute'
      from taken t where t.id = d.id
      """;

  private static final String TAKE_ONE =
      """
      update webhook_delivery set attempts = attempts + 1,
        not_before = clock_timestamp() + interval '1 minute'
      where id = :id and state = 'waiting'
      """;

  /** Those that this transaction took. */
  private static final String TAKEN =
      """
      select d.id, d.endpoint_id as endpoint, d.attempts, v.id as event, v.type, v.payload, e.url,
        e.enabled, e.secret,
        case when e.old_secret_until > clock_timestamp() then e.old_secret end as old_secret
      from webhook_delivery d
      join webhook_event v on v.id = d.event_id
      join webhook_endpoint e on e.id = d.endpoint_id
      where d.state = 'waiting' and d.xmin = cast(pg_current_xact_id() as xid)
      """;

  private final Tenancy tenancy;
  private final Rows rows;
  private final SignedPost post;
  private final SecretSeal seal;
  private final Attempts attempts;

  Courier(Tenancy tenancy, Rows rows, SignedPost post, SecretSeal seal, Attempts attempts) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.post = post;
    this.seal = seal;
    this.attempts = attempts;
  }

  /** A delivery in hand, with all that it takes to send it. */
  @RegisterForReflection
  record Taken(
      UUID id,
      UUID endpoint,
      int attempts,
      UUID event,
      String type,
      String payload,
      String url,
      boolean enabled,
      String secret,
      @Nullable String oldSecret) {}

  /** Sends what waits for a tenant's endpoints, some at a time; answers how many were tried. */
  public Uni<Integer> sendAll(TenantId tenant) {
    return sendAll(tenant, 0, MOST_IN_A_ROUND);
  }

  private Uni<Integer> sendAll(TenantId tenant, int before, int left) {
    return send(tenant)
        .chain(
            tried ->
                tried == AT_ONCE && left > AT_ONCE
                    ? sendAll(tenant, before + tried, left - tried)
                    : Uni.createFrom().item(before + tried));
  }

  private Uni<Integer> send(TenantId tenant) {
    return send(
        tenant,
        session ->
            session
                .createNativeQuery(TAKE)
                .setParameter("most", AT_ONCE)
                .executeUpdate()
                .chain(taken -> taken(session, taken)));
  }

  /** Sends this one now, if it waits at all. */
  Uni<Integer> sendOne(TenantId tenant, UUID delivery) {
    return send(
        tenant,
        session ->
            rows.change(session, TAKE_ONE, Map.of("id", delivery))
                .chain(taken -> taken(session, taken)));
  }

  private Uni<List<Taken>> taken(Mutiny.Session session, int count) {
    return count == 0
        ? Uni.createFrom().item(List.<Taken>of())
        : rows.list(session, Taken.class, TAKEN, Map.of());
  }

  /** All at once: one that hangs keeps nobody else waiting for longer than its own patience. */
  private Uni<Integer> send(TenantId tenant, Function<Mutiny.Session, Uni<List<Taken>>> take) {
    return tenancy
        .as(tenant, take)
        .chain(
            taken ->
                Multi.createFrom()
                    .iterable(taken)
                    .onItem()
                    .transformToUni(this::post)
                    .merge(AT_ONCE)
                    .collect()
                    .asList()
                    .emitOn(ThisContext.executor()))
        .call(over -> over.isEmpty() ? Uni.createFrom().voidItem() : attempts.mark(tenant, over))
        .map(List::size);
  }

  private Uni<Attempts.Over> post(Taken it) {
    Optional<List<String>> secrets = secrets(it);
    if (secrets.isEmpty()) {
      return Uni.createFrom()
          .item(Attempts.Over.unanswered(it, 0, "the secret cannot be read; make a new one"));
    }
    SignedPost.Message message = new SignedPost.Message("msg_" + it.event(), it.payload());
    long began = System.nanoTime();
    return Uni.createFrom()
        .completionStage(
            () ->
                post.deliver(URI.create(it.url()), secrets.get(), PATIENCE, message)
                    .toCompletionStage())
        .map(reply -> new Attempts.Over(it, reply.status(), since(began), reply.body(), ""))
        .onFailure()
        .recoverWithItem(
            failed ->
                Attempts.Over.unanswered(it, since(began), String.valueOf(failed.getMessage())));
  }

  private Optional<List<String>> secrets(Taken it) {
    Optional<String> now = seal.open(it.endpoint(), it.secret());
    if (now.isEmpty()) {
      return Optional.empty();
    }
    List<String> secrets = new ArrayList<>(List.of(now.get()));
    if (it.oldSecret() != null) {
      seal.open(it.endpoint(), it.oldSecret()).ifPresent(secrets::add);
    }
    return Optional.of(secrets);
  }

  private static int since(long began) {
    return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }
}
