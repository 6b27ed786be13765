-- What staff list leads, messages, tenants and connections by, across all tenants.
create index lead_newest on lead (received_at desc, id desc);
create index lead_newest_state on lead (state, received_at desc, id desc);
create index lead_newest_test on lead (received_at desc, id desc) where test;
create index lead_integration_state on lead (integration_id, state, received_at desc, id desc);
create index lead_booking on lead (partner_booking_id);
comment on index lead_booking is 'Finds a booking when the integration is not known';

create index delivery_tenant on delivery (tenant_id, created_at desc, id desc);
create index delivery_failed on delivery (created_at desc, id desc) where state = 'failed';
create index delivery_integration_failed on delivery (integration_id, created_at desc, id desc)
  where state = 'failed';
create index delivery_booking on delivery (partner_booking_id);

create index connection_newest on connection (updated_at desc, id desc);
create index connection_integration_state on connection (integration_id, state, updated_at desc, id desc);
create index connection_connected_tenant on connection (tenant_id) where state = 'connected';
create index connection_attention on connection (tenant_id) where attention is not null;
create index connection_account_search on connection
  using gin (lower(account_name || ' ' || coalesce(account_id, '')) gin_trgm_ops);
comment on index connection_account_search is 'Finds any part of an account''s name or id';
