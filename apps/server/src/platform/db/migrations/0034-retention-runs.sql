-- What the daily removal of old rows did last, for metrics and for people who ask whether it runs.
create table retention_run (
  rule text primary key,
  finished_at timestamptz not null,
  duration_ms bigint not null,
  removed bigint not null,
  removed_total bigint not null
);
comment on table retention_run is 'The last finished run of each retention rule; a rule that was cut off by the end of its time goes on in the next task and is noted when it is through';
comment on column retention_run.removed_total is 'Rows removed, or leads erased, since the rule exists';
