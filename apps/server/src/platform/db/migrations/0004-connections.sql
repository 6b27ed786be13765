-- A tenant's link to one account at a partner, and the sign-ins that made it.
create table connection (
  tenant_id uuid not null references tenant (id),
  id uuid not null unique,
  integration_id uuid not null references integration (id),
  state text not null check (state in ('pending', 'processing', 'connected', 'declined', 'failed', 'disconnected')),
  attention text,
  authorization_type text not null check (authorization_type in ('st_pairing', 'open_id_connect')),
  account_id text,
  account_name text not null default '',
  issuer text,
  subject text,
  refresh_token_sealed text,
  failure_code text,
  failure_detail text,
  requested_by text not null,
  requested_by_name text not null default '',
  requested_at timestamptz not null default now(),
  pairing_sent_at timestamptz,
  connected_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check (state <> 'connected' or account_id is not null)
);
create unique index connection_account on connection (integration_id, account_id) where state = 'connected';
create unique index connection_open on connection (tenant_id, integration_id) where state in ('pending', 'processing');
create index connection_open_since on connection (updated_at) where state in ('pending', 'processing');
create index connection_integration on connection (integration_id, updated_at, id);
create index connection_account_any on connection (integration_id, account_id);
comment on table connection is 'One tenant''s link to one account at the partner; its id is the requestId partners see';
comment on column connection.attention is 'Why a connected connection needs a person, such as a revoked sign-in; null when all is well';
comment on column connection.subject is 'With issuer, the identity that signed in at the partner (Open ID Connect only)';

create table connection_alias (
  request_id uuid primary key,
  tenant_id uuid not null,
  connection_id uuid not null,
  created_at timestamptz not null default now(),
  foreign key (tenant_id, connection_id) references connection (tenant_id, id)
);
comment on table connection_alias is 'requestIds of requests that ended by reopening an older connection; answers to them go to it';

create table connection_profile (
  tenant_id uuid not null,
  connection_id uuid not null,
  profile_id text not null,
  name text not null default '',
  position integer not null,
  service_ids text[],
  postal_codes text[],
  active boolean not null default true,
  primary key (tenant_id, connection_id, profile_id),
  foreign key (tenant_id, connection_id) references connection (tenant_id, id)
);
comment on table connection_profile is 'A business profile inside the account; a profile the partner no longer names turns inactive';

create table authorization_session (
  id uuid primary key,
  state_hash text not null unique,
  tenant_id uuid not null,
  connection_id uuid not null,
  integration_id uuid not null references integration (id),
  user_id text not null,
  user_name text not null default '',
  sign_in_session_id text not null,
  nonce text not null,
  code_verifier_sealed text not null,
  redirect_uri text not null,
  issuer text not null,
  started_at timestamptz not null default now(),
  expires_at timestamptz not null,
  finished_at timestamptz,
  result text,
  subject text,
  token_expires_at timestamptz,
  foreign key (tenant_id, connection_id) references connection (tenant_id, id)
);
create index authorization_session_connection on authorization_session (tenant_id, connection_id);
create index authorization_session_integration on authorization_session (integration_id, id desc);
comment on table authorization_session is 'One sign-in at the partner: bound to a browser session, used once, ten minutes';
