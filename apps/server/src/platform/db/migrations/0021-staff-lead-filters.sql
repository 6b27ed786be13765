-- Lists and counts the leads of a tenant of 100,000 by partner, also together with a state, and test leads, from indexes alone.
create index lead_tenant_integration on lead (tenant_id, integration_id, received_at desc, id desc);
drop index lead_inbox_state;
create index lead_inbox_state on lead (tenant_id, state, received_at desc, id desc) include (integration_id);
drop index lead_newest_test;
create index lead_newest_test on lead (received_at desc, id desc) include (tenant_id, integration_id, state) where test;
comment on index lead_newest_test is 'Test leads are few: every filter on them reads this index';
