-- A reviewed upload keeps what it would change, row by row, so that the review can be paged and searched before anything changes.
alter table job_type_upload
  add column fault_count integer not null default 0 check (fault_count >= 0),
  add column bad_rows_csv text;
comment on table job_type_upload is 'A CSV that was read and waits to be applied; refused when the section changed since, or while it has faults';
comment on column job_type_upload.rows is 'What the list becomes; empty when there are faults';
comment on column job_type_upload.bad_rows_csv is 'The file''s own lines that have faults, each with its reasons, as a CSV to download; null without faults';
comment on column job_type_upload.expires_at is 'Until when it can be read and applied; an applied one expires at once, and all go a day later';

create index job_type_upload_expires on job_type_upload (expires_at);

create table job_type_upload_change (
  upload_id uuid not null references job_type_upload (id) on delete cascade,
  kind text not null check (kind in ('new', 'renamed', 'remapped', 'removed', 'error')),
  position integer not null,
  search_text text not null,
  detail jsonb not null,
  primary key (upload_id, kind, position)
);
comment on table job_type_upload_change is 'What an upload would change or cannot take, a row per tab and line of the review; unchanged lines have none';
comment on column job_type_upload_change.search_text is 'Every shown value in lower case';
comment on column job_type_upload_change.detail is 'The row as the API answers it (JobTypeReviewRow)';
