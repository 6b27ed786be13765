-- Bookings that partners posted, and what the tenants' offices made of them.
create table lead (
  tenant_id uuid not null references tenant (id),
  id uuid not null unique,
  integration_id uuid not null references integration (id),
  connection_id uuid not null,
  account_id text not null,
  profile_id text not null,
  partner_booking_id text not null check (partner_booking_id <> ''),
  idempotency_token text not null check (idempotency_token <> ''),
  body_hash text,
  state text not null default 'new' check (state in ('new', 'accepted', 'declined', 'scheduled', 'invoiced', 'canceled')),
  version integer not null default 1,
  test boolean not null default false,
  received_at timestamptz(3) not null default now(),
  opened_at timestamptz,
  updated_at timestamptz not null default now(),
  service_id text not null default '',
  partner_job_type_name text not null default '',
  standard_job_type_id uuid references standard_job_type (id),
  tenant_job_type_id uuid,
  business_unit_id uuid,
  wanted_start_at timestamptz,
  wanted_duration_sec integer,
  customer_name text not null default '',
  telephone text not null default '',
  telephone_e164 text,
  email text not null default '',
  street_address text not null default '',
  address_line2 text not null default '',
  locality text not null default '',
  region text not null default '',
  postal_code text not null default '',
  country text not null default '',
  description text not null default '',
  extra_details jsonb not null default '{}',
  warnings jsonb not null default '[]',
  decline_reason text,
  decline_comment text,
  appointment_start_at timestamptz,
  appointment_duration_sec integer,
  job_number text,
  last_event_timestamp bigint not null default 0,
  search_text text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connection (tenant_id, id),
  foreign key (tenant_id, tenant_job_type_id) references tenant_job_type (tenant_id, id),
  foreign key (tenant_id, business_unit_id) references business_unit (tenant_id, id),
  unique (integration_id, partner_booking_id),
  unique (integration_id, idempotency_token)
);
create index lead_inbox on lead (tenant_id, received_at desc, id desc);
create index lead_inbox_state on lead (tenant_id, state, received_at desc, id desc);
create index lead_integration on lead (integration_id, received_at desc, id desc);
comment on table lead is 'The record made from one booking';
comment on column lead.body_hash is 'Keyed hash of the parsed body, to tell a repeat from another body under the same token; null once erased';
comment on column lead.received_at is 'Milliseconds, as cursors of the inbox carry it';
comment on column lead.search_text is 'What the inbox search looks through, in lower case; personal data, emptied by erase';
comment on column lead.last_event_timestamp is 'Epoch seconds of the newest webhook of this lead; the next is strictly later';

create table lead_estimate_line (
  tenant_id uuid not null,
  lead_id uuid not null,
  position integer not null,
  sku text not null,
  description text not null default '',
  quantity numeric(14, 4) not null check (quantity > 0),
  unit_price numeric(14, 4) not null,
  primary key (tenant_id, lead_id, position),
  foreign key (tenant_id, lead_id) references lead (tenant_id, id)
);
comment on table lead_estimate_line is 'The estimate of a lead, until it is converted to an invoice';

create table lead_invoice (
  tenant_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  invoice_number text not null,
  invoiced_on date not null,
  currency text not null,
  sub_total numeric(30, 4) not null,
  tax numeric(30, 4) not null,
  total numeric(30, 4) not null,
  lines jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, invoice_number),
  foreign key (tenant_id, lead_id) references lead (tenant_id, id)
);
create index lead_invoice_lead on lead_invoice (tenant_id, lead_id);
comment on table lead_invoice is 'An invoice as it was sent; frozen. lines: sku, description, quantity, unitPrice, totalPrice as decimal strings';

create table lead_activity (
  tenant_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_name text not null,
  act text not null,
  detail jsonb not null default '{}',
  note text,
  primary key (tenant_id, id),
  foreign key (tenant_id, lead_id) references lead (tenant_id, id)
);
create index lead_activity_lead on lead_activity (tenant_id, lead_id, id);
comment on table lead_activity is 'The lead''s timeline as the office reads it; note may hold personal data and is emptied by erase';
