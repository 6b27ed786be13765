-- Managers change the catalogue: former names stay valid in imports, trades retire too, and mappings are found by name.
alter table trade
  add constraint trade_name_length check (char_length(name) between 1 and 100),
  add column version integer not null default 1;
alter table standard_job_type
  add constraint standard_job_type_name_length check (char_length(name) between 1 and 100),
  add column version integer not null default 1;
comment on column standard_job_type.retired_at is 'No longer offered; what is mapped to it stays mapped and keeps working';

create table standard_job_type_former_name (
  trade_id uuid not null references trade (id),
  name text not null check (char_length(name) between 1 and 100),
  standard_job_type_id uuid not null references standard_job_type (id) on delete cascade,
  since timestamptz not null default now(),
  primary key (standard_job_type_id, name)
);
create unique index standard_job_type_former_name_once on standard_job_type_former_name (trade_id, lower(name));
comment on table standard_job_type_former_name is 'Names that a standard job type had before; imports find it by them';

create table trade_former_name (
  name text not null check (char_length(name) between 1 and 100),
  trade_id uuid not null references trade (id) on delete cascade,
  since timestamptz not null default now(),
  primary key (trade_id, name)
);
create unique index trade_former_name_once on trade_former_name (lower(name));
comment on table trade_former_name is 'Names that a trade had before; imports find it by them';

create index partner_job_type_same_name on partner_job_type (lower(name)) where standard_job_type_id is not null;
comment on index partner_job_type_same_name is 'Suggestions ask how other integrations map a job type of the same name';
create index tenant_mapped_job_type_standard on tenant_mapped_job_type (standard_job_type_id, tenant_id);
create index tenant_mapped_business_unit_standard on tenant_mapped_business_unit (standard_job_type_id);
