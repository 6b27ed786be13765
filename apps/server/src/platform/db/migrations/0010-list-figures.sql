-- The integration list reads its figures from hourly sums instead of counting leads and messages, and shows deleted ones.
create table integration_hour (
  integration_id uuid not null references integration (id),
  hour timestamptz not null check (hour = date_trunc('hour', hour, 'UTC')),
  leads integer not null default 0 check (leads >= 0),
  deliveries_tried integer not null default 0 check (deliveries_tried >= 0),
  deliveries_succeeded integer not null default 0
    check (deliveries_succeeded between 0 and deliveries_tried),
  primary key (integration_id, hour)
);
comment on table integration_hour is 'What an integration''s hour brought, without test leads and test messages; hours without any have no row';
comment on column integration_hour.leads is 'Received in this hour';
comment on column integration_hour.deliveries_tried is 'Messages made in this hour that were tried at least once by now';
comment on column integration_hour.deliveries_succeeded is 'Those of them that arrived, however much later';

create table integration_hours_counted (
  only_row boolean primary key default true check (only_row),
  until timestamptz not null
);
comment on table integration_hours_counted is 'Until when integration_hour holds everything; what came later is counted where it is shown';

create index integration_deleted on integration (updated_at, id) where deleted_at is not null;
create index tenant_test on tenant (id) where is_test;
comment on index tenant_test is 'Tells the few test tenants, which no figure counts';
