-- A question of a consumer to a publisher's support, with what they knew of the refused call when they
-- asked. It is never changed; the answer comes by mail.
create table ticket (
  id uuid primary key,
  publisher_id uuid not null references tenant,
  consumer_id uuid not null references tenant,
  person_id uuid not null,
  reply_to text not null,
  denial_id text,
  request_id uuid,
  account_id uuid references account,
  subject text not null check (length(subject) between 1 and 200),
  happened text not null check (length(happened) between 1 and 5000),
  tried text not null default '' check (length(tried) <= 5000),
  logs text not null default '' check (length(logs) <= 20000),
  endpoint text not null default '' check (length(endpoint) <= 500),
  happened_at text not null default '' check (length(happened_at) <= 100),
  answer text not null default '' check (length(answer) <= 20000),
  sent_to text,
  at timestamptz not null
);
create index on ticket (publisher_id, id desc);
create index on ticket (consumer_id, id desc);
call isolate_two_party('ticket');
grant select, insert on ticket to turnpike_app;

-- The letter to the publisher's support, in the outbox of letters. It has no limit by address, for
-- all consumers of a publisher write to the same one; tickets are counted instead.
create function ticket_letter(p_id uuid, p_ticket uuid, p_subject text, p_body text, p_path text, p_now timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare known ticket;
begin
  select * into known from ticket where id = p_ticket and consumer_id = current_tenant();
  if known.sent_to is null then
    raise exception 'no letter without a ticket' using errcode = 'insufficient_privilege';
  end if;
  insert into letter (id, kind, address, subject, body, path, not_before, created_at)
    values (p_id, 'ticket', lower(known.sent_to), p_subject, p_body, p_path, p_now, p_now);
end $$;
grant execute on function ticket_letter(uuid, uuid, text, text, text, timestamptz) to turnpike_app;
