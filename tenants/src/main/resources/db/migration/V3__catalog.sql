create table api (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  slug text not null check (slug ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(slug) between 2 and 39),
  name text not null,
  description text not null default '',
  stage text not null default 'draft' check (stage in ('draft', 'published', 'deprecated', 'retired')),
  visibility text not null default 'public' check (visibility in ('public', 'listed', 'private')),
  origin text not null,
  test_origin text,
  dialect text not null default 'problem' check (dialect in ('problem', 'openai', 'anthropic')),
  disclosure text not null default 'full' check (disclosure in ('none', 'coarse', 'full')),
  created_at timestamptz not null,
  unique (tenant_id, slug)
);

-- The tenants that may know a listed API.
create table api_listing (
  tenant_id uuid not null references tenant,
  api_id uuid not null references api,
  consumer_id uuid not null references tenant,
  primary key (api_id, consumer_id)
);
call isolate('api_listing', 'tenant_id = current_tenant()');
create policy listed on api_listing for select to turnpike_app using (consumer_id = current_tenant());
call gate_reads('api_listing');
call noted('api_listing', 'publisher', 'tenant_id', 'tenant_id');
grant select, insert, delete on api_listing to turnpike_app;

create table operation (
  tenant_id uuid not null references tenant,
  api_id uuid not null references api,
  id text not null,
  method text not null check (method = upper(method)),
  path text not null check (path like '/%'),
  summary text not null default '',
  position int not null,
  primary key (api_id, id)
);

create table product (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  slug text not null,
  name text not null,
  description text not null default '',
  message text,
  position int not null default 0,
  unique (tenant_id, slug)
);

create table product_api (
  tenant_id uuid not null references tenant,
  product_id uuid not null references product,
  api_id uuid not null references api,
  primary key (product_id, api_id)
);

create table plan (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  product_id uuid not null references product,
  slug text not null,
  name text not null,
  position int not null default 0,
  on_sale boolean not null default true,
  unique (product_id, slug)
);

-- A revision never changes: subscribers keep theirs until they are moved.
create table plan_revision (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  plan_id uuid not null references plan,
  number int not null,
  terms jsonb not null,
  published_at timestamptz not null,
  unique (plan_id, number)
);

-- A stranger sees what is published and public, or listed for them.
create function knows_api(p_stage text, p_visibility text, p_api uuid) returns boolean language sql stable as $$
  select p_stage <> 'draft' and (p_visibility = 'public'
    or (p_visibility = 'listed' and exists (
      select from api_listing l where l.api_id = p_api and l.consumer_id = current_tenant())))
$$;
grant execute on function knows_api(text, text, uuid) to turnpike_app;

call isolate_one_party('api');
create policy catalogue on api for select to turnpike_app using (knows_api(stage, visibility, id));
call isolate_one_party('operation');
create policy catalogue on operation for select to turnpike_app
  using (exists (select from api a where a.id = operation.api_id));
call isolate_one_party('product_api');
create policy catalogue on product_api for select to turnpike_app
  using (exists (select from api a where a.id = product_api.api_id));
call isolate_one_party('product');
create policy catalogue on product for select to turnpike_app
  using (exists (select from product_api pa where pa.product_id = product.id));
call isolate_one_party('plan');
create policy catalogue on plan for select to turnpike_app
  using (exists (select from product p where p.id = plan.product_id));
call isolate_one_party('plan_revision');
create policy catalogue on plan_revision for select to turnpike_app
  using (exists (select from plan p where p.id = plan_revision.plan_id));

grant select, insert, update, delete on api, operation, product, product_api, plan to turnpike_app;
grant select, insert on plan_revision to turnpike_app;

call gate_reads('api');
call gate_reads('operation');
call gate_reads('product');
call gate_reads('product_api');
call gate_reads('plan');
call gate_reads('plan_revision');
call noted('api', 'publisher', 'tenant_id', 'tenant_id');
call noted('operation', 'publisher', 'tenant_id', 'tenant_id');
call noted('product', 'publisher', 'tenant_id', 'tenant_id');
call noted('product_api', 'publisher', 'tenant_id', 'tenant_id');
call noted('plan', 'publisher', 'tenant_id', 'tenant_id');
call noted('plan_revision', 'publisher', 'tenant_id', 'tenant_id');
