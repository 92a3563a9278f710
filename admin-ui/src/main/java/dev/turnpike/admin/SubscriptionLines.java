package dev.turnpike.admin;

import dev.turnpike.admin.KeysView.KeyLine;
import dev.turnpike.admin.KeysView.Line;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.subscription.SubscriptionState;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.usage.KeysSeen;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Subscriptions as lines of a table, each with the keys that were seen under it. */
@ApplicationScoped
class SubscriptionLines {
  private final KeysSeen seen;
  private final AdminText text;

  SubscriptionLines(KeysSeen seen, AdminText text) {
    this.seen = seen;
    this.text = text;
  }

  Uni<List<Line>> of(Acting acting, List<Subscribed> subscriptions) {
    return keys(acting, subscriptions)
        .map(keys -> subscriptions.stream().map(one -> line(one, keys)).toList());
  }

  /** Who sees consumers does not always see calls: then the keys stay unknown. */
  private Uni<Map<SubscriptionId, List<KeysSeen.Seen>>> keys(
      Acting acting, List<Subscribed> subscriptions) {
    return acting.may(Permission.SEE_CALLS)
        ? seen.of(acting, subscriptions.stream().map(Subscribed::id).toList())
            .map(all -> all.stream().collect(Collectors.groupingBy(KeysSeen.Seen::subscription)))
        : Uni.createFrom().item(Map.of());
  }

  private Line line(Subscribed one, Map<SubscriptionId, List<KeysSeen.Seen>> keys) {
    String reason =
        one.hindrances().stream()
            .filter(hindrance -> hindrance.kind() == Hindrance.Kind.BLOCKED)
            .map(Hindrance::reason)
            .findFirst()
            .orElse("");
    return new Line(
        one.id().toString(),
        one.consumer().slug(),
        one.consumer().name(),
        one.applicationName(),
        one.productName(),
        one.planName(),
        StateView.of(one, text),
        one.isHindered(Hindrance.Kind.BLOCKED),
        reason,
        !(one.state() instanceof SubscriptionState.Ended
            || one.state() instanceof SubscriptionState.Rejected),
        keys.getOrDefault(one.id(), List.of()).stream().map(key -> view(key, one.mode())).toList());
  }

  private static KeyLine view(KeysSeen.Seen key, Mode mode) {
    String prefix = mode == Mode.LIVE ? "tp_live_" : "tp_test_";
    return new KeyLine(prefix + key.key(), key.calls(), key.refused(), key.lastAt());
  }
}
