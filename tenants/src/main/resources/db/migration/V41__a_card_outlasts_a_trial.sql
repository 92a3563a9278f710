-- The gateway knows whether a trial will go on when it ends: there is a main card, and it is good
-- then. It reads no token.
create policy gate on payment_method for select to turnpike_gate using (true);
grant select (account_id, main, expires_month, expires_year) on payment_method to turnpike_gate;

create function note_cards() returns trigger language plpgsql security definer
set search_path = public as $$
declare card payment_method := case when tg_op = 'DELETE' then old else new end;
begin
  insert into change (tenant_id, kind, subject)
    select distinct s.consumer_id, 'application', s.application_id
    from subscription s where s.account_id = card.account_id and s.state = 'trialing';
  return null;
end $$;
create trigger noted after insert or update or delete on payment_method
  for each row execute function note_cards();
