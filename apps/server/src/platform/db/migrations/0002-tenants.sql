-- The contractors on the platform, their users, and their own job types and business units.
create table tenant (
  id uuid primary key,
  external_id text not null unique check (external_id <> ''),
  name text not null check (name <> ''),
  time_zone text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  street_address text not null default '',
  address_line2 text not null default '',
  locality text not null default '',
  region text not null default '',
  postal_code text not null default '',
  country text not null default 'US',
  telephone text not null default '',
  email text not null default '',
  website text not null default '',
  is_test boolean not null default false,
  active boolean not null default true,
  mapping_version integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index tenant_name on tenant (lower(name), id);
comment on table tenant is 'A contractor company; time_zone is IANA, currency ISO 4217';
comment on column tenant.external_id is 'The host platform''s own id';
comment on column tenant.mapping_version is 'Version of the tenant''s job type and business unit mapping, for optimistic saves';

create table tenant_user (
  tenant_id uuid not null references tenant (id),
  user_id text not null,
  kind text not null default 'tenant' check (kind = 'tenant'),
  role text not null check (role in ('office', 'admin', 'owner')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id),
  foreign key (user_id, kind) references sign_in_user (id, kind) on delete cascade
);
create index tenant_user_user on tenant_user (user_id);
comment on table tenant_user is 'Which tenants a user works for, and as what';

create table business_unit (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  external_id text not null,
  name text not null,
  active boolean not null default true,
  primary key (tenant_id, id),
  unique (tenant_id, external_id)
);
comment on table business_unit is 'A department of a tenant that does a kind of work';

create table tenant_job_type (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  external_id text not null,
  name text not null,
  active boolean not null default true,
  primary key (tenant_id, id),
  unique (tenant_id, external_id)
);
comment on table tenant_job_type is 'A job type as the tenant itself calls it';

create table trade (
  id uuid primary key,
  name text not null,
  position integer not null
);
create unique index trade_name on trade (lower(name));
comment on table trade is 'A group of the platform''s catalogue, such as HVAC';

create table standard_job_type (
  id uuid primary key,
  trade_id uuid not null references trade (id),
  name text not null,
  position integer not null,
  retired_at timestamptz
);
create unique index standard_job_type_name on standard_job_type (trade_id, lower(name));
comment on table standard_job_type is 'The platform''s catalogue: what all partners and tenants are translated through';

create table tenant_mapped_job_type (
  tenant_id uuid not null,
  standard_job_type_id uuid not null references standard_job_type (id),
  tenant_job_type_id uuid not null,
  primary key (tenant_id, standard_job_type_id, tenant_job_type_id),
  foreign key (tenant_id, tenant_job_type_id) references tenant_job_type (tenant_id, id)
);
comment on table tenant_mapped_job_type is 'Which of its own job types a tenant uses for a standard job type; several allowed';

create table tenant_mapped_business_unit (
  tenant_id uuid not null,
  standard_job_type_id uuid not null references standard_job_type (id),
  business_unit_id uuid not null,
  primary key (tenant_id, standard_job_type_id, business_unit_id),
  foreign key (tenant_id, business_unit_id) references business_unit (tenant_id, id)
);
comment on table tenant_mapped_business_unit is 'Which business units of a tenant do a standard job type; several allowed';
