-- Indexes that fit what is asked: events of a message taken back, refreshes of one integration, appointments of a tenant.
create index delivery_event on delivery (event_id);
create index profile_availability_delivery on profile_availability (delivery_id) where delivery_id is not null;
drop index connection_refresh_due;
create index connection_refresh_due on connection (integration_id, refresh_due_at) where refresh_due_at is not null;
drop index lead_appointment;
create index lead_appointment on lead (tenant_id, appointment_start_at) include (business_unit_id, state)
  where appointment_start_at is not null;

alter table webhook_prefix
  add column spread_after uuid,
  add column spread_count integer not null default 0;
comment on column webhook_prefix.spread_after is 'While it is resuming: the last message that was given its time, so that a run goes on where one stopped';
