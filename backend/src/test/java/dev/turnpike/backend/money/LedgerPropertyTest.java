package dev.turnpike.backend.money;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ledger keeps its promises against the real PostgreSQL, whatever happens at once. */
@QuarkusTest
@Tag("I1")
@Tag("I2")
@Tag("I6")
@Tag("R60")
@Tag("R67")
class LedgerPropertyTest {
  @Inject LedgerProperties ledger;

  @Test
  void whatever_happens_at_once_the_books_agree() throws Exception {
    ledger.whatever_happens_at_once_the_books_agree();
  }

  @Test
  void one_after_the_other_lots_burn_as_the_model_says() {
    ledger.one_after_the_other_lots_burn_as_the_model_says();
  }

  @Test
  void what_calls_hold_does_not_expire() {
    ledger.what_calls_hold_does_not_expire();
  }

  @Test
  void the_next_credit_repays_a_debt_before_it_is_worth_anything() {
    ledger.the_next_credit_repays_a_debt_before_it_is_worth_anything();
  }

  @Test
  void nobody_changes_what_is_posted_not_even_the_owner() {
    ledger.nobody_changes_what_is_posted_not_even_the_owner();
  }

  @Test
  void a_transaction_that_does_not_sum_to_zero_is_not_committed() {
    ledger.a_transaction_that_does_not_sum_to_zero_is_not_committed();
  }
}
