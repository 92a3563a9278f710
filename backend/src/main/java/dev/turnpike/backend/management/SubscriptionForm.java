package dev.turnpike.backend.management;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.tenants.subscription.Hindrance;
import dev.turnpike.tenants.subscription.Subscribed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A subscription as both of its sides see it.
 *
 * @param version to be named by a decision, so that nobody decides what they did not see
 * @param hindrances pauses and blocks that lie over the state
 */
@Schema(name = "Subscription")
@JsonNaming(SnakeCaseStrategy.class)
record SubscriptionForm(
    String id,
    int version,
    String publisher,
    String consumer,
    String application,
    String applicationId,
    String product,
    String plan,
    String mode,
    StateForm state,
    List<HindranceForm> hindrances,
    Instant requestedAt,
    Instant changedAt) {

  @Schema(name = "Hindrance")
  record HindranceForm(String kind, String reason, Instant at) {
    static HindranceForm of(Hindrance hindrance) {
      return new HindranceForm(
          hindrance.kind().name().toLowerCase(Locale.ROOT), hindrance.reason(), hindrance.at());
    }
  }

  static SubscriptionForm of(Subscribed subscription) {
    return new SubscriptionForm(
        subscription.id().toString(),
        subscription.version(),
        subscription.publisher().slug(),
        subscription.consumer().slug(),
        subscription.applicationSlug(),
        subscription.application().toString(),
        subscription.product(),
        subscription.plan(),
        subscription.mode().name().toLowerCase(Locale.ROOT),
        StateForm.of(subscription.state()),
        subscription.hindrances().stream().map(HindranceForm::of).toList(),
        subscription.requestedAt(),
        subscription.changedAt());
  }
}
