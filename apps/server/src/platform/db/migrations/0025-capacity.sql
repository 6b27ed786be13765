-- How many appointments a business unit can start when, which business units a profile stands for, and what partners were last told.
create table business_unit_capacity (
  tenant_id uuid not null,
  business_unit_id uuid not null,
  version integer not null default 0,
  source text not null default 'portal' check (source in ('portal', 'platform')),
  saved_at timestamptz not null default now(),
  saved_by_name text not null default '',
  primary key (tenant_id, business_unit_id),
  foreign key (tenant_id, business_unit_id) references business_unit (tenant_id, id)
);
comment on table business_unit_capacity is 'The capacity of a business unit as a whole: its version and who keeps it; its windows are in capacity_window';
comment on column business_unit_capacity.source is 'platform: the host platform keeps it, and the tenant portal only shows it';

create table capacity_exception (
  tenant_id uuid not null,
  business_unit_id uuid not null,
  on_day date not null,
  primary key (tenant_id, business_unit_id, on_day),
  foreign key (tenant_id, business_unit_id) references business_unit_capacity (tenant_id, business_unit_id)
);
comment on table capacity_exception is 'A day that differs from its weekday: it has the windows that name it, or none and is closed';

create table capacity_window (
  tenant_id uuid not null,
  business_unit_id uuid not null,
  weekday smallint check (weekday between 1 and 7),
  on_day date,
  start_minute smallint not null check (start_minute between 0 and 1439),
  end_minute smallint not null check (end_minute between 1 and 1440),
  spots integer not null check (spots between 1 and 999),
  check (end_minute > start_minute),
  check ((weekday is null) <> (on_day is null)),
  foreign key (tenant_id, business_unit_id) references business_unit_capacity (tenant_id, business_unit_id),
  foreign key (tenant_id, business_unit_id, on_day) references capacity_exception (tenant_id, business_unit_id, on_day)
);
create unique index capacity_window_of_week on capacity_window (tenant_id, business_unit_id, weekday, start_minute) where weekday is not null;
create unique index capacity_window_of_day on capacity_window (tenant_id, business_unit_id, on_day, start_minute) where on_day is not null;
comment on table capacity_window is 'Appointments that may start in a window, every week or on one day; windows of a day do not overlap';
comment on column capacity_window.weekday is '1 Monday to 7 Sunday (ISO 8601)';
comment on column capacity_window.start_minute is 'Minutes on the wall clock of the tenant''s zone, from midnight; 1440 is the end of the day';

create index lead_appointment on lead (tenant_id, business_unit_id, appointment_start_at) where appointment_start_at is not null;

create table connection_profile_business_unit (
  tenant_id uuid not null,
  connection_id uuid not null,
  profile_id text not null,
  business_unit_id uuid not null,
  primary key (tenant_id, connection_id, profile_id, business_unit_id),
  foreign key (tenant_id, connection_id, profile_id) references connection_profile (tenant_id, connection_id, profile_id),
  foreign key (tenant_id, business_unit_id) references business_unit (tenant_id, id)
);
comment on table connection_profile_business_unit is 'The business units that a profile stands for; a profile without any stands for all';

create table profile_availability (
  tenant_id uuid not null,
  connection_id uuid not null,
  profile_id text not null,
  delivery_id uuid references delivery (id) on delete set null,
  compared_on date,
  primary key (tenant_id, connection_id, profile_id),
  foreign key (tenant_id, connection_id, profile_id) references connection_profile (tenant_id, connection_id, profile_id)
);
comment on table profile_availability is 'What a profile''s partner is being told of open spots; its row is the lock, so that one message waits at most';
comment on column profile_availability.delivery_id is 'The newest message';
comment on column profile_availability.compared_on is 'The tenant''s day of the last comparison: the 14 days roll on when a new one begins';

create table announced_availability (
  tenant_id uuid not null,
  connection_id uuid not null,
  profile_id text not null,
  starts_on date not null,
  slots jsonb not null,
  primary key (tenant_id, connection_id, profile_id, starts_on),
  foreign key (tenant_id, connection_id, profile_id) references connection_profile (tenant_id, connection_id, profile_id)
);
comment on table announced_availability is 'The slots that begin on a day of UTC as the partner took them last, so that a change tells only days that differ';
comment on column announced_availability.slots is 'Of each slot [serviceId, startSec, durationSec, spotsOpen, spotsTotal]';

create table announced_account (
  tenant_id uuid not null,
  connection_id uuid not null,
  details_hash text not null,
  announced_at timestamptz not null default now(),
  primary key (tenant_id, connection_id),
  foreign key (tenant_id, connection_id) references connection (tenant_id, id)
);
comment on table announced_account is 'SHA-256 of the tenant''s name, address and contact that an account''s partner was last told, so that a save tells only what changed';
