-- What the audit log is filtered by, and the partner calls that were refused.
create index audit_entry_action on audit_entry (action, id desc);
create index audit_entry_actor on audit_entry (actor_id, id desc) where actor_id is not null;
create index audit_entry_actor_name on audit_entry ((lower(actor_name) collate "C"), id desc);
comment on index audit_entry_actor_name is 'Finds the beginning of a name, and steps from name to name without reading their entries';
create index audit_entry_request on audit_entry (request_id, id desc) where request_id is not null;
drop index audit_entry_subject;
create index audit_entry_subject on audit_entry (subject_id, id desc);
comment on index audit_entry_subject is 'Ids are unique among all kinds, so the kind is not part of it';

create table refused_request (
  id uuid primary key,
  integration_id uuid not null references integration on delete cascade,
  credential_id uuid,
  at timestamptz not null,
  method text not null,
  path text not null check (length(path) <= 300),
  status integer not null check (status between 400 and 499),
  code text not null check (length(code) <= 100),
  title text not null check (length(title) <= 300),
  detail text not null check (length(detail) <= 2000),
  errors jsonb not null,
  request_id text not null,
  partner_booking_id text check (length(partner_booking_id) <= 200),
  duration_ms integer not null,
  test boolean not null,
  body text check (length(body) <= 8192),
  body_cut boolean not null default false,
  left_out integer not null default 0
);
comment on table refused_request is 'Partner calls that were refused, for 30 days; written after the reply, at most so many a minute; personal data masked before it gets here';
comment on column refused_request.credential_id is 'What the caller presented; null where only its client id was known';
comment on column refused_request.path is 'Without the query';
comment on column refused_request.code is 'Our problem code, or the OAuth error of the token endpoint';
comment on column refused_request.body is 'JSON with every value masked that is not known to be harmless; null where the body could not be read';
comment on column refused_request.body_cut is 'The body was too large to keep whole';
comment on column refused_request.left_out is 'Refused calls of the same minute after this one that were not kept';
create index refused_request_list on refused_request (integration_id, id desc);
create index refused_request_booking on refused_request (partner_booking_id, id desc) where partner_booking_id is not null;
create index refused_request_request on refused_request (request_id);
create index refused_request_at on refused_request (at);
