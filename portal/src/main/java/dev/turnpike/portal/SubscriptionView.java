package dev.turnpike.portal;

import dev.turnpike.portal.ResolveView.CardView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: where it stands, its dates, its cards, and what can be done.
 *
 * @param address of the page, which its forms post below
 * @param next the date to which the clock can jump, as an instant
 * @param pay where what is open is paid
 */
record SubscriptionView(
    String address,
    String publisher,
    String publisherName,
    String tenant,
    String tenantName,
    String application,
    String product,
    String accountNow,
    String zone,
    boolean moved,
    boolean movable,
    String state,
    String tone,
    List<Fact> facts,
    @Nullable String pay,
    List<Card> cards,
    List<CardView> sandbox,
    List<Choice> plans,
    List<Choice> renewals,
    Can can,
    @Nullable String next,
    @Nullable String said,
    @Nullable String error) {

  /** A line of what there is to know. */
  record Fact(String label, String value) {}

  record Card(String id, String label, String note, String tone, boolean main) {}

  /** A plan of the product. */
  record Choice(String slug, String name, String fee) {}

  /** What the state and the visitor's role allow. */
  record Can(
      boolean pay,
      boolean manage,
      boolean pause,
      boolean resume,
      boolean cancelLater,
      boolean cancelNow,
      boolean keep,
      boolean expire,
      boolean keepPlan) {}
}
