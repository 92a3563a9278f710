-- The audit trail is written once. The application's role never had more than select and insert; now
-- the schema's owner cannot edit it either, nor empty it.
revoke update, delete, truncate on audit from public, turnpike_app, turnpike_gate, turnpike_jobs;
create function refuse_edit() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: what was done stays done', tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on audit
  for each statement execute function refuse_edit();

-- Filters of the audit page: by kind of subject, by one subject, by who acted; each newest first.
create index on audit (tenant_id, subject_kind, id desc);
create index on audit (tenant_id, subject_id, id desc);
create index on audit (tenant_id, person_id, id desc);
