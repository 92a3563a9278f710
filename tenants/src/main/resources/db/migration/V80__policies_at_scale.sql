-- Policies that ask for each row of thousands ask once: whose tenants one may know is a set of its own, made
-- from the own accounts by their indexes, instead of a search in all accounts for each tenant.
drop policy consumers on tenant;
create policy consumers on tenant for select to turnpike_app
  using (id in (select a.consumer_id from account a where a.publisher_id = current_tenant()));
drop policy holders on tenant;
create policy holders on tenant for select to turnpike_app
  using (id in (select a.publisher_id from account a where a.consumer_id = current_tenant()));
