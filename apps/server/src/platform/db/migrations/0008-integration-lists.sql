-- What the integration list, an integration's counts and the tenant search are read by.
create extension if not exists pg_trgm;
create index tenant_name_search on tenant using gin (lower(name) gin_trgm_ops);
comment on index tenant_name_search is 'Finds any part of a name; terms under three letters match whole starts of words by it';

create index integration_list_status on integration (status, lower(name), id) where deleted_at is null;
create index integration_list_updated on integration (updated_at, id) where deleted_at is null;

create index partner_job_type_mapped on partner_job_type (integration_id, id) where standard_job_type_id is not null;
comment on index partner_job_type_mapped is 'Answers whether anything is mapped without reading 50,000 rows';

create index connection_connected on connection (integration_id, tenant_id) where state = 'connected';
create index lead_open on lead (integration_id) where state in ('new', 'accepted', 'scheduled') and not test;
create index delivery_integration_waiting on delivery (integration_id) where state = 'waiting' and not test;
