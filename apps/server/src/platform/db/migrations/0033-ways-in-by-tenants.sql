-- Which one-time links tenants made, and which passwords were set by such: a person's further tenants must not be opened by them.
alter table sign_in_link add column by_tenant boolean not null default false;
comment on column sign_in_link.by_tenant is 'A tenant''s owner or admin made it, and may hold it';
alter table sign_in_method add column by_tenant boolean not null default false;
comment on column sign_in_method.by_tenant is 'The password was set by a link that a tenant''s owner or admin made, so they may know it';
-- Who made those of before is not kept, so they count as made by tenants.
update sign_in_link set by_tenant = true
from sign_in_user where sign_in_user.id = sign_in_link.user_id and sign_in_user.kind = 'tenant';
update sign_in_method set by_tenant = true
from sign_in_user where sign_in_user.id = sign_in_method.user_id and sign_in_user.kind = 'tenant' and provider_id = 'credential';
