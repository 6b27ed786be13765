-- Who may sign in (tables of the sign-in library plus our roles), API keys, and the record of every act.
create table sign_in_user (
  id text primary key,
  kind text not null check (kind in ('staff', 'tenant')),
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (id, kind)
);
create unique index sign_in_user_email on sign_in_user (lower(email));
comment on table sign_in_user is 'A person who can sign in; kind says on which side, and nobody is on both';

create table sign_in_session (
  id text primary key,
  user_id text not null references sign_in_user (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sign_in_session_user on sign_in_session (user_id);
comment on table sign_in_session is 'A signed-in browser, written by the sign-in library';

create table sign_in_method (
  id text primary key,
  user_id text not null references sign_in_user (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index sign_in_method_user on sign_in_method (user_id);
comment on table sign_in_method is 'How a user proves who they are: a password hash (provider credential) or a company identity';

create table sign_in_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sign_in_verification_identifier on sign_in_verification (identifier);
comment on table sign_in_verification is 'Short-lived state of the sign-in library, such as single sign-on in progress';

create table sign_in_rate_limit (
  id text primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);
comment on table sign_in_rate_limit is 'Counts of sign-in attempts, shared by all processes; last_request is epoch milliseconds';

create table attempt_throttle (
  key text primary key,
  count integer not null check (count > 0),
  window_started_at timestamptz not null
);
create index attempt_throttle_window on attempt_throttle (window_started_at);
comment on table attempt_throttle is 'Failed tries per account or caller in the present window, shared by all processes';
comment on column attempt_throttle.key is 'Purpose and a hash of what is tried (an e-mail address, a client id)';

create table sign_in_link (
  id uuid primary key,
  user_id text not null references sign_in_user (id) on delete cascade,
  purpose text not null check (purpose in ('first_admin', 'invite', 'reset')),
  token_hash text not null unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index sign_in_link_user on sign_in_link (user_id);
comment on table sign_in_link is 'One-time links by which a user sets a password; only the hash of the token is kept';

create table staff_user (
  user_id text primary key,
  kind text not null default 'staff' check (kind = 'staff'),
  role text not null check (role in ('viewer', 'manager', 'admin')),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (user_id, kind) references sign_in_user (id, kind) on delete cascade
);
comment on table staff_user is 'A platform employee and their one role';

create table api_key (
  id uuid primary key,
  name text not null,
  role text not null check (role in ('viewer', 'manager', 'platform')),
  key_hash text not null unique,
  key_start text not null,
  created_by text,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
comment on table api_key is 'A key for scripts (viewer, manager) or the host platform; shown once, kept as a hash';
comment on column api_key.key_start is 'The first characters, so that people can tell keys apart';

create table audit_entry (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('staff', 'tenant', 'partner', 'platform', 'system')),
  actor_id text,
  actor_name text not null,
  action text not null,
  integration_id uuid,
  tenant_id uuid,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  request_id text
);
create index audit_entry_integration on audit_entry (integration_id, id desc);
create index audit_entry_tenant on audit_entry (tenant_id, id desc);
create index audit_entry_subject on audit_entry (subject_kind, subject_id, id desc);
comment on table audit_entry is 'What was done, by whom, before and after; never secrets and never personal data of homeowners';
