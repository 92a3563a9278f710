-- A processor out of order is not a decline: nothing was asked of the payer's side.
alter table payment drop constraint payment_state_check;
alter table payment add constraint payment_state_check
  check (state in ('pending', 'action-required', 'succeeded', 'declined', 'failed'));
