-- Staff send again what failed since a time, and see failures by their reason.
create table delivery_recovery (
  id uuid primary key,
  integration_id uuid not null references integration (id),
  prefix text,
  what text not null check (what in ('failed', 'unsuccessful')),
  since timestamptz not null,
  until timestamptz not null default now(),
  state text not null default 'running' check (state in ('running', 'finished', 'canceled')),
  total integer not null check (total > 0),
  handed_out integer not null default 0,
  after_at timestamptz,
  after_id uuid,
  next_batch_at timestamptz not null default now(),
  started_by text not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((state = 'running') = (ended_at is null))
);
create unique index delivery_recovery_running on delivery_recovery (integration_id) where state = 'running';
create index delivery_recovery_newest on delivery_recovery (created_at desc, id desc);
comment on table delivery_recovery is 'Recover since: a range of messages that is sent again, a batch at a time';
comment on column delivery_recovery.prefix is 'Only those of this receiver; null: of all receivers of the integration';
comment on column delivery_recovery.what is 'failed: those with no try left; unsuccessful: also those that wait for another try';
comment on column delivery_recovery.until is 'Messages that came later belong to no recovery';
comment on column delivery_recovery.total is 'How many there were when it was started';
comment on column delivery_recovery.after_id is 'With after_at: the last message that was handed out, so that a run goes on where one stopped';

alter table delivery
  add column recovery_id uuid references delivery_recovery (id),
  add column last_reason text;
create index delivery_recovered on delivery (recovery_id, state) where recovery_id is not null;
comment on column delivery.recovery_id is 'The last recovery that handed it out again';
comment on column delivery.last_reason is 'Why the last try failed, as a word of a closed set: http_ with the status, or where the request broke; null when it succeeded';
update delivery
set last_reason = case when last_status is null then 'other' else 'http_' || last_status end
where state <> 'succeeded' and last_error is not null;
create index delivery_failing on delivery (created_at desc, id desc, integration_id, last_reason, prefix)
  where last_reason is not null and state <> 'succeeded';
comment on index delivery_failing is 'Failures by reason, and their lists';

alter table delivery_attempt add column signature text;
comment on column delivery_attempt.signature is 'The webhook-signature header as it was sent; null for an unsigned try';
