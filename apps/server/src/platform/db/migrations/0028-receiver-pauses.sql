-- A receiver that is paused is probed once an hour; one that goes on gets what waits at its own rate, not in a burst.
alter table webhook_prefix drop constraint webhook_prefix_paused_reason_check;
alter table webhook_prefix add constraint webhook_prefix_paused_reason_check
  check (paused_reason in ('gone', 'failing', 'manual', 'resuming'));
alter table webhook_prefix add column probed_at timestamptz;
comment on column webhook_prefix.paused_reason is 'gone: it answered 410; failing: no 2xx for five days; manual: staff paused it; resuming: it goes on as soon as what waits has been spread over time';
comment on column webhook_prefix.probed_at is 'When the last hourly probe was sent to it while it was paused';
create index webhook_prefix_attention on webhook_prefix (paused_at, failing_since)
  where paused_at is not null or failing_since is not null;
