package dev.turnpike.portal;

import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Gauge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the resolve page shows: one refused call, its numbers, and the one remedy this visitor has.
 * Of {@code topUp}, {@code invoice}, {@code request}, {@code renewal}, {@code resumption} and
 * {@code ask} at most one is there; none when nothing but the advice in {@code refused} helps, or
 * when it is put right already.
 */
record ResolveView(
    Refused refused,
    List<Row> numbers,
    @Nullable Gauge gauge,
    @Nullable Instant resetsAt,
    @Nullable TopUp topUp,
    @Nullable Bill invoice,
    @Nullable Request request,
    @Nullable Renewal renewal,
    @Nullable String resumption,
    @Nullable Ask ask,
    List<String> advice,
    boolean solved,
    @Nullable Attempt attempt,
    @Nullable Again again,
    List<FieldError> errors,
    @Nullable Exhausted budget) {

  /** The call as the gateway saw it. {@code address} is the page's own. */
  record Refused(
      String address,
      String publisher,
      String publisherName,
      String tenantName,
      String code,
      int status,
      String title,
      String detail,
      String method,
      String path,
      Instant first,
      Instant last,
      long times,
      @Nullable String application,
      @Nullable String product,
      @Nullable String plan,
      String requestId,
      String support) {

    /** Where the payment's form posts to. */
    public String payments() {
      return address + "/payments";
    }
  }

  /**
   * The budget that is used up.
   *
   * @param asked what the visitor asked for already, in words
   * @param action where asking for more posts to; null for who may not, or has an open request
   * @param inbox where the owner decides
   */
  record Exhausted(
      Gauge gauge,
      String text,
      String owner,
      List<String> asked,
      @Nullable String action,
      String ownerName,
      String amountLabel,
      @Nullable String inbox) {}

  /** One line of the sum; the last is the total. */
  record Row(String label, String amount, boolean total) {}

  /** A form's key makes sending it twice one payment. */
  record TopUp(
      String amount,
      String currency,
      @Nullable String least,
      @Nullable Money missing,
      List<CardView> cards,
      String formKey) {}

  /** An open invoice, or a first payment, which has neither number nor date yet. */
  record Bill(
      @Nullable String number,
      Money amount,
      @Nullable Instant dueAt,
      @Nullable String lastDecline,
      List<CardView> cards,
      String formKey) {}

  record CardView(String token, String label, String behaviour, boolean chosen) {}

  /**
   * The plans on which an ended subscription can be taken up again, or a live one goes on.
   *
   * @param upgrades whose live subscription it is, whose change is shown before it is made; null:
   *     the subscription has ended
   */
  record Renewal(String action, List<SubscriptionView.Choice> plans, @Nullable String upgrades) {}

  record Request(String state, String tone, Instant asked, @Nullable String reason, String href) {}

  /** Who can do what this visitor may not. */
  record Ask(List<String> people) {}

  /**
   * The latest payment made from this page.
   *
   * @param state {@code succeeded}, {@code declined}, {@code pending}, {@code action-required} or
   *     {@code outage}
   * @param reason the decline code, when declined
   * @param balance the wallet after it, when it was a top-up
   * @param confirmation where to confirm it, when it asks for that
   */
  record Attempt(
      String state,
      @Nullable String reason,
      Money amount,
      @Nullable Money balance,
      @Nullable String confirmation) {}

  /**
   * The way to repeat the call.
   *
   * @param replayable GET and HEAD are; anything else is shown as a command
   */
  record Again(boolean replayable, String curl, @Nullable Tried tried) {}

  /** What the repeated call answered. */
  record Tried(
      int status, String tone, @Nullable String secondsAfter, long millis, String excerpt) {}
}
