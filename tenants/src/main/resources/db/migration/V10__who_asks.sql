-- A publisher who decides a request sees who made it; nobody sees the other side's other people.
create index on subscription (requested_by);
create policy requesters on person for select to turnpike_app
  using (exists (select from subscription s where s.requested_by = person.id));

-- Who holds a plan keeps seeing it, and whose it is, after it left the catalogue.
create policy holders on product for select to turnpike_app
  using (exists (select from subscription s where s.product_id = product.id));
create policy holders on plan for select to turnpike_app
  using (exists (select from subscription s where s.product_id = plan.product_id));
create policy holders on plan_revision for select to turnpike_app
  using (exists (select from subscription s where s.plan_revision_id = plan_revision.id));
create policy holders on tenant for select to turnpike_app
  using (exists (select from account a where a.publisher_id = tenant.id));
