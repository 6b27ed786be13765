-- Who is on a lead, what is left of an erased one, and an inbox filtered by job type and searched without accents.
alter table lead
  add column taken_by_id text,
  add column taken_by_name text,
  add column taken_at timestamptz,
  add column erased_at timestamptz,
  add column erased_by_name text,
  add check ((taken_by_id is null) = (taken_at is null) and (taken_by_id is null) = (taken_by_name is null)),
  add check ((erased_at is null) = (erased_by_name is null));
comment on column lead.taken_by_id is 'The user of the tenant who works the lead; says so to colleagues and keeps nobody from acting';
comment on column lead.erased_at is 'When the personal data was emptied; nothing that tells who the customer is may be written afterwards';
create index lead_tenant_job_type on lead (tenant_id, tenant_job_type_id, received_at desc, id desc);

create unlogged table lead_viewer (
  tenant_id uuid not null,
  lead_id uuid not null,
  user_id text not null,
  user_name text not null,
  since timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  primary key (tenant_id, lead_id, user_id),
  foreign key (tenant_id, lead_id) references lead (tenant_id, id) on delete cascade
);
create index lead_viewer_seen on lead_viewer (seen_at);
comment on table lead_viewer is 'Who has a lead open right now: pages tell it again while they are seen. Unlogged, as a crash closes no page that would not tell it again';
comment on column lead_viewer.seen_at is 'When the page last told; an old one means that it went without saying so';

update lead set search_text = normalize(
    replace(translate(regexp_replace(normalize(search_text, NFKD), '[\u0300-\u036f]', '', 'g'), 'øłđ', 'old'), 'ß', 'ss'),
    NFKC)
  where search_text ~ '[^\u0001-\u007f]';
comment on column lead.search_text is 'What the inbox search looks through, in lower case and without accents; personal data, emptied by erase';
