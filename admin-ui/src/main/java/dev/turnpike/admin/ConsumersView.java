package dev.turnpike.admin;

import dev.turnpike.tenants.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the organisations that have an account with the publisher.
 *
 * @param start the address of the first page
 * @param older the address of the next page; null on the last
 */
record ConsumersView(
    String tenant,
    String text,
    List<Choice> states,
    boolean filtered,
    boolean firstPage,
    String start,
    List<Line> lines,
    @Nullable String older) {

  /**
   * One consumer.
   *
   * @param shutOut whether it is blocked as a whole
   */
  record Line(
      String href,
      String name,
      boolean shutOut,
      List<AccountLine> accounts,
      List<Standing> standings) {}

  record AccountLine(String href, boolean test, Money available, Money held) {}

  /** How many subscriptions stand so. */
  record Standing(StateView state, int number) {}

  /**
   * Everything of one consumer on one page.
   *
   * @param block null when the consumer is not shut out
   * @param subscriptions the first of them; {@code more} leads to the rest
   */
  record One(
      String tenant,
      String slug,
      String name,
      Instant since,
      List<AccountLine> accounts,
      List<Standing> standings,
      @Nullable BlockLine block,
      List<KeysView.Line> subscriptions,
      @Nullable String more,
      boolean mayBlock,
      boolean maySeeCalls,
      boolean maySeeAudit,
      boolean justDone) {}

  record BlockLine(String reason, @Nullable String by, Instant at) {}

  /**
   * Asks before a consumer is shut out.
   *
   * @param wrong whether the reason was missing
   */
  record Ask(String tenant, String slug, String name, int subscriptions, boolean wrong) {}
}
