-- How a publisher appears in the portal: one colour and a picture. Both are parsed before they come here,
-- and the colour is kept as six digits: nothing of it is ever read as a stylesheet.
alter table tenant
  add column brand_accent text check (brand_accent ~ '^#[0-9a-f]{6}$'),
  add column brand_logo bytea check (length(brand_logo) between 1 and 98304),
  add column brand_logo_type text check (brand_logo_type in ('image/png', 'image/jpeg')),
  add constraint brand_logo_has_a_type check ((brand_logo is null) = (brand_logo_type is null));
grant update (brand_accent, brand_logo, brand_logo_type) on tenant to turnpike_app;
