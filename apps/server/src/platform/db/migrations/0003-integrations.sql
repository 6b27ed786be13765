-- One configuration per strategic partner: six sections, a status, and what proves the partner's identity.
create table integration (
  id uuid primary key,
  status text not null default 'draft' check (status in ('draft', 'active', 'inactive')),
  name text not null check (char_length(name) between 2 and 100),
  description text not null check (char_length(description) between 1 and 1000),
  tenant_authorization_type text not null check (tenant_authorization_type in ('st_pairing', 'open_id_connect')),
  partner_authorization_type text not null
    check (partner_authorization_type in ('oauth2_client_credentials', 'api_key', 'http_basic')),
  multi_account boolean not null default false,
  technical_contact_email text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by text,
  updated_by_name text not null default '',
  deleted_at timestamptz
);
create unique index integration_name on integration (lower(name)) where deleted_at is null;
create index integration_list on integration (lower(name), id) where deleted_at is null;
comment on table integration is 'Our configuration record for one strategic partner';

create table integration_section (
  integration_id uuid not null references integration (id),
  section text not null check (section in
    ('general', 'job_types', 'extra_details', 'webhooks', 'urls', 'tenant_access')),
  version integer not null default 0 check (version >= 0),
  saved_at timestamptz,
  saved_by_name text not null default '',
  primary key (integration_id, section)
);
comment on table integration_section is 'Version of each section (0: never saved); a save states the version it changes';

create table integration_logo (
  integration_id uuid primary key references integration (id),
  png bytea not null,
  sha256 text not null,
  saved_at timestamptz not null default now()
);
comment on table integration_logo is 'The logo as we redrew it; the uploaded bytes are never kept';

create table integration_extra_detail (
  integration_id uuid not null references integration (id),
  position integer not null check (position between 0 and 49),
  parameter text not null check (char_length(parameter) between 1 and 100),
  display_name text not null check (char_length(display_name) between 1 and 100),
  primary key (integration_id, position),
  unique (integration_id, parameter)
);
comment on table integration_extra_detail is 'Keys by which the partner identifies leads, and what the office reads instead';

create table integration_webhooks (
  integration_id uuid primary key references integration (id),
  accounts boolean not null default false,
  profiles boolean not null default false,
  services boolean not null default false,
  availability boolean not null default false,
  leads boolean not null default false,
  lead_accept boolean not null default false,
  lead_decline boolean not null default false,
  lead_appointments boolean not null default false,
  lead_invoice boolean not null default false,
  url_prefix text,
  check (not leads or lead_accept or lead_decline or lead_appointments or lead_invoice)
);
comment on table integration_webhooks is 'Which events go back to the partner, and to which prefix (ST Pairing without one: the pairing URL)';

create table signing_key (
  id uuid primary key,
  integration_id uuid not null references integration (id),
  secret_sealed text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz
);
create index signing_key_integration on signing_key (integration_id);
comment on table signing_key is 'Webhook message signing keys; while one rotates two are alive and both sign';
comment on column signing_key.expires_at is 'Set when a newer key takes over: end of the overlap';

create table integration_urls (
  integration_id uuid primary key references integration (id),
  pairing_url text,
  configuration_endpoint text,
  client_id text,
  client_secret_sealed text,
  client_secret_expires_on date,
  scopes text
);
comment on table integration_urls is 'Addresses of both authorization types; those of the other type are kept, unused';

create table integration_tenant_access (
  integration_id uuid primary key references integration (id),
  mode text not null check (mode in ('all', 'specific'))
);
comment on table integration_tenant_access is 'Who may connect; without a row nobody may';

create table integration_enabled_tenant (
  integration_id uuid not null references integration (id),
  tenant_id uuid not null references tenant (id),
  primary key (integration_id, tenant_id)
);
create index integration_enabled_tenant_tenant on integration_enabled_tenant (tenant_id);
comment on table integration_enabled_tenant is 'The list behind mode specific; kept while the mode is all';

create table partner_credential (
  id uuid primary key,
  integration_id uuid not null references integration (id),
  kind text not null check (kind in ('oauth2_client_credentials', 'api_key', 'http_basic')),
  mode text not null check (mode in ('live', 'sandbox')),
  client_id text not null unique,
  secret_hash text not null,
  secret_end text not null,
  created_at timestamptz not null default now(),
  created_by_name text not null default '',
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index partner_credential_integration on partner_credential (integration_id);
create index partner_credential_secret on partner_credential (secret_hash) where kind = 'api_key';
comment on table partner_credential is 'What a partner''s system proves itself by; the secret is shown once and kept as a SHA-256 hash';
comment on column partner_credential.secret_end is 'The last four characters, so that people can tell secrets apart';

create table partner_job_type (
  integration_id uuid not null references integration (id),
  id uuid not null,
  partner_id text not null check (char_length(partner_id) between 1 and 128),
  name text not null check (char_length(name) between 1 and 200),
  category text not null default '' check (char_length(category) <= 100),
  position integer not null,
  standard_job_type_id uuid references standard_job_type (id),
  primary key (integration_id, id),
  unique (integration_id, partner_id)
);
create index partner_job_type_standard on partner_job_type (standard_job_type_id);
comment on table partner_job_type is 'What the partner calls its services (slot.serviceId), each mapped to at most one standard job type';

create table job_type_upload (
  id uuid primary key,
  integration_id uuid not null references integration (id),
  section_version integer not null,
  rows jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table job_type_upload is 'A CSV that was read without errors and waits to be applied; refused when the section changed since';

create table agreement (
  id uuid primary key,
  integration_id uuid references integration (id),
  version integer not null check (version > 0),
  title text not null,
  body text not null,
  created_at timestamptz not null default now(),
  created_by_name text not null default '',
  unique nulls not distinct (integration_id, version)
);
comment on table agreement is 'Data-sharing agreement texts: the default (no integration) or an integration''s own; never edited, only superseded';

create table agreement_acceptance (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  integration_id uuid not null references integration (id),
  agreement_id uuid not null references agreement (id),
  user_id text not null,
  user_name text not null,
  accepted_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, integration_id, agreement_id)
);
comment on table agreement_acceptance is 'Who accepted which version for which tenant, and when';
