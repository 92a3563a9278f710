package dev.turnpike.backend.money;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.turnpike.backend.people.Cast;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Each property of the ledger is seen to fail once the guard it is about is taken away: a test that
 * cannot fail proves nothing. What is taken away comes back.
 */
@QuarkusTest
class LedgerGuardsTest {
  @Inject Cast cast;
  @Inject LedgerProperties ledger;

  @Test
  void without_the_order_of_lots_the_model_disagrees() {
    without(
        "burn_lots(uuid, uuid, bigint, timestamptz)",
        "order by priority, coalesce(expires_at, 'infinity'), made_at, id",
        "order by id desc",
        ledger::one_after_the_other_lots_burn_as_the_model_says);
  }

  @Test
  void without_burning_what_remains_is_not_what_is_posted() {
    without(
        "burn_lots(uuid, uuid, bigint, timestamptz)",
        "missing bigint := p_amount",
        "missing bigint := 0",
        ledger::whatever_happens_at_once_the_books_agree);
  }

  @Test
  void without_repaying_a_debt_credit_is_worth_too_much() {
    without(
        "post_credit(uuid, uuid, text, text, text, bigint, text, timestamptz, text, integer,"
            + " timestamptz)",
        "owed := least(greatest(-w.posted, 0), p_amount)",
        "owed := 0",
        ledger::the_next_credit_repays_a_debt_before_it_is_worth_anything);
  }

  @Test
  void without_looking_at_what_is_held_too_much_expires() {
    without(
        "expire_wallet(uuid, timestamptz)",
        "free := w.posted - w.held",
        "free := w.posted",
        ledger::what_calls_hold_does_not_expire);
  }

  @Test
  void without_the_posting_the_balance_is_not_the_sum_of_its_entries() {
    without(
        "post_to_wallet(uuid, uuid, text, text, text, bigint, text, timestamptz)",
        "update wallet set posted = posted + p_amount where id = w.id;",
        "",
        ledger::whatever_happens_at_once_the_books_agree);
  }

  @Test
  void without_its_trigger_a_lopsided_transaction_is_committed() {
    disabled(
        "ledger_entry",
        "balanced",
        ledger::a_transaction_that_does_not_sum_to_zero_is_not_committed);
  }

  @Test
  void without_its_trigger_an_entry_can_be_changed() {
    disabled(
        "ledger_entry", "append_only", ledger::nobody_changes_what_is_posted_not_even_the_owner);
  }

  private void without(String function, String guard, String instead, Executable property) {
    String right = cast.one("select pg_get_functiondef(cast(? as regprocedure))", function);
    String wrong = right.replace(guard, instead);
    assertNotEquals(right, wrong, "the guard is where it is looked for");
    cast.sql(wrong);
    try {
      assertThrows(Throwable.class, property);
    } finally {
      cast.sql(right);
    }
  }

  private void disabled(String table, String trigger, Executable property) {
    cast.sql("alter table " + table + " disable trigger " + trigger);
    try {
      assertThrows(Throwable.class, property);
    } finally {
      cast.sql(
          "insert into ledger_entry (txn_id, publisher_id, consumer_id, book, unit, amount)"
              + " select txn_id, publisher_id, consumer_id, 'cash', unit, -sum(amount)"
              + " from ledger_entry group by 1, 2, 3, 5 having sum(amount) <> 0");
      cast.sql("alter table " + table + " enable trigger " + trigger);
    }
  }
}
