-- What happened, the messages that tell partners of it, and every HTTP try of each message.
create table event (
  id uuid primary key,
  kind text not null,
  at timestamptz not null default now(),
  integration_id uuid not null references integration (id),
  tenant_id uuid references tenant (id),
  lead_id uuid,
  connection_id uuid,
  test boolean not null default false
);
create index event_lead on event (lead_id, id) where lead_id is not null;
comment on table event is 'Something that happened; carries ids only, never personal data';

create table delivery (
  id uuid primary key,
  event_id uuid not null references event (id),
  integration_id uuid not null references integration (id),
  tenant_id uuid references tenant (id),
  lead_id uuid,
  path text not null,
  url text not null,
  prefix text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'succeeded', 'failed')),
  attempts integer not null default 0,
  resends integer not null default 0,
  created_at timestamptz not null default now(),
  next_attempt_at timestamptz,
  first_attempt_at timestamptz,
  finished_at timestamptz,
  last_status integer,
  last_error text,
  last_duration_ms integer,
  partner_booking_id text not null default '',
  test boolean not null default false,
  lead_timestamp bigint,
  succeeded_at timestamptz,
  one_try boolean not null default false
);
create index delivery_newest on delivery (created_at desc, id desc);
create index delivery_integration on delivery (integration_id, created_at desc, id desc);
create index delivery_lead_waiting on delivery (lead_id, id) where state = 'waiting' and lead_id is not null;
create index delivery_waiting on delivery (next_attempt_at) where state = 'waiting';
create index delivery_prefix_waiting on delivery (integration_id, prefix, id) where state = 'waiting';
comment on table delivery is 'One webhook message; its id is statusUpdateId and webhook-id on every attempt';
comment on column delivery.url is 'Where it goes: prefix and path at the time of the act; pairing requests go to the pairing URL itself';
comment on column delivery.lead_timestamp is 'The timestamp inside a lead message; messages of one lead go out in this order';
comment on column delivery.succeeded_at is 'The first 2xx; stays when somebody sends the message again and that try fails';
comment on column delivery.one_try is 'Set when a finished message is sent again: one try, no schedule behind it';
comment on column delivery.body is 'The exact bytes that are signed and sent, frozen at the act';

create table delivery_attempt (
  delivery_id uuid not null references delivery (id),
  number integer not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  status integer,
  error text,
  reply_start text,
  primary key (delivery_id, number)
);
comment on table delivery_attempt is 'One HTTP try of a message: status or the reason there was none, and the first 2 kB of the reply';

create table webhook_prefix (
  integration_id uuid not null references integration (id),
  prefix text not null,
  failing_since timestamptz,
  paused_at timestamptz,
  paused_reason text check (paused_reason in ('gone', 'failing', 'manual')),
  released_at timestamptz,
  id uuid not null unique default gen_random_uuid(),
  primary key (integration_id, prefix)
);
comment on table webhook_prefix is 'State of one receiver: since when it fails, and whether deliveries are paused';
comment on column webhook_prefix.released_at is 'When waiting retries were last made due because the receiver answered again; at most once a minute';

create table announced_services (
  tenant_id uuid not null,
  connection_id uuid not null,
  profile_id text not null,
  services_hash text not null,
  announced_at timestamptz not null default now(),
  primary key (tenant_id, connection_id, profile_id),
  foreign key (tenant_id, connection_id) references connection (tenant_id, id)
);
comment on table announced_services is 'SHA-256 of the services a profile''s partner was last told of, so that a save tells only what changed';
