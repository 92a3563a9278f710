package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.decision.Deny.Remedy;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One refusal on its way to the caller: the denial, how much of it may be told, and its addresses.
 *
 * @param denial the id with its prefix; null when the denial has no page of its own
 */
record Case(
    Deny deny,
    Refusals.Asked asked,
    Api.Disclosure disclosure,
    @Nullable String denial,
    Links links,
    List<Problems.Invalid> errors) {
  private static final Duration MAX_CLIENT_WAIT = Duration.ofSeconds(60);

  /**
   * A way out with its address.
   *
   * @param href null when there is nothing to open, as for waiting
   */
  record Action(Remedy remedy, String title, @Nullable String href) {}

  Code code() {
    return deny.code();
  }

  boolean isFull() {
    return disclosure == Api.Disclosure.FULL;
  }

  boolean tells(Api.Disclosure least) {
    return disclosure.compareTo(least) >= 0;
  }

  Api.Dialect dialect() {
    Api api = deny.who().api();
    return api == null ? Api.Dialect.PROBLEM : api.dialect();
  }

  /** The denial's own words, unless they hold numbers or reasons that must not be told. */
  String detail() {
    boolean harmless = code().category() == Code.Category.REQUEST;
    return isFull() || harmless ? deny.detail() : code().meaning();
  }

  String instance() {
    return denial == null ? "urn:uuid:" + asked.id() : "urn:turnpike:" + denial;
  }

  String help() {
    return links.help(slug(), code());
  }

  /** The page that fixes this; null when nobody could open one. */
  @Nullable String resolve() {
    String slug = slug();
    return slug == null || denial == null ? null : links.resolve(slug, denial);
  }

  /** Where money fixes it; null for every status but 402. */
  @Nullable String payment() {
    return code().status() == 402 ? resolve() : null;
  }

  boolean isRetryable() {
    return code().waitingHelps();
  }

  /** Whether a client library should try again by itself. */
  boolean shouldRetry() {
    return isRetryable()
        && (deny.retryAfter() == null || deny.retryAfter().compareTo(MAX_CLIENT_WAIT) <= 0);
  }

  List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    for (Remedy remedy : Remedies.of(deny)) {
      // The title may name an amount, the generic one never does.
      String title = isFull() ? remedy.title() : Remedies.title(remedy.rel());
      actions.add(new Action(remedy, title, href(remedy)));
    }
    String slug = slug();
    if (code().status() == 402 && slug != null) {
      Remedy manage = Remedies.named("manage-subscription", Deny.Fixer.BILLING, false);
      actions.add(new Action(manage, manage.title(), links.relation(slug)));
    }
    return actions;
  }

  Publisher.@Nullable Support support() {
    Publisher publisher = deny.who().publisher();
    return publisher == null ? null : publisher.support();
  }

  /** The publisher's own words for refusals of this product (R42). */
  @Nullable String message() {
    return deny.who().product() == null ? null : deny.who().product().message();
  }

  private @Nullable String href(Remedy remedy) {
    if (remedy.rel().equals("wait") || !remedy.params().isEmpty()) {
      return null;
    }
    String resolve = resolve();
    return resolve == null ? help() : resolve;
  }

  private @Nullable String slug() {
    Publisher publisher = deny.who().publisher();
    return publisher == null ? null : publisher.slug();
  }
}
