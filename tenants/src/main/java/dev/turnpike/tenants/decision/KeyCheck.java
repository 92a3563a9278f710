package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Fixer;
import dev.turnpike.tenants.decision.Deny.Remedy;
import dev.turnpike.tenants.decision.Deny.Who;
import dev.turnpike.tenants.kernel.AddressRange;
import dev.turnpike.tenants.snapshot.Key;
import dev.turnpike.tenants.snapshot.KeyScope;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a key is good, and whether it may be used for this. */
public final class KeyCheck {
  private KeyCheck() {}

  /** Null when the key is good. A key whose secret does not match is told nothing about itself. */
  public static @Nullable Code problem(
      Credential.ApiKey presented, @Nullable Key key, Instant now) {
    if (key == null || key.mode() != presented.mode()) {
      return Code.CREDENTIAL_INVALID;
    }
    Key.Match match = key.match(presented.secretHash(), now);
    if (match == Key.Match.NO) {
      return Code.CREDENTIAL_INVALID;
    }
    if (key.revokedAt() != null && !key.revokedAt().isAfter(now)) {
      return Code.CREDENTIAL_REVOKED;
    }
    boolean over = key.expiresAt() != null && !key.expiresAt().isAfter(now);
    return over || match == Key.Match.NO_LONGER ? Code.CREDENTIAL_EXPIRED : null;
  }

  /** Null when the key's scope includes the call; its own people can widen it. */
  static @Nullable Deny objection(Target target, Call call, Who who) {
    KeyScope scope = target.key().scope();
    String from = call.from();
    if (!scope.includes(target.api().id())) {
      return outside("This key is not for " + target.api().name() + ".", who);
    }
    if (!scope.includes(call.method())) {
      List<String> allowed = scope.methods().stream().sorted().toList();
      return outside("This key is for " + String.join(", ", allowed) + " only.", who);
    }
    Optional<InetAddress> address = from == null ? Optional.empty() : AddressRange.address(from);
    // A question that names no address is answered for one that would be allowed.
    boolean inside = from == null || address.map(scope::includes).orElse(scope.ranges().isEmpty());
    return inside ? null : outside("This key may not be used from " + from + ".", who);
  }

  private static Deny outside(String why, Who who) {
    return Deny.of(
            Code.FORBIDDEN,
            why + " Use another key, or let its organisation widen what it is for.",
            who)
        .with(new Remedy("manage-keys", "Change what the key is for", Fixer.DEVELOPER));
  }
}
