-- When a session's person last proved the password; a session begins with a proof.
alter table session add column confirmed_at timestamptz;

create function session_confirmed_at(p_token_hash bytea, p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = public as
$$ select coalesce(confirmed_at, opened_at) from session where token_hash = p_token_hash and expires_at > p_now $$;

create function session_confirm(p_token_hash bytea, p_now timestamptz) returns void
language sql security definer set search_path = public as
$$ update session set confirmed_at = p_now where token_hash = p_token_hash and expires_at > p_now $$;

grant execute on function session_confirmed_at(bytea, timestamptz), session_confirm(bytea, timestamptz) to turnpike_app;
