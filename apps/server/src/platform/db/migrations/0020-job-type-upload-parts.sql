-- Lists of 50,000 are kept and applied part by part, and their rows are indexed no more often than somebody looks for them.
delete from job_type_upload;
alter table job_type_upload drop column rows;

create table job_type_upload_part (
  upload_id uuid not null references job_type_upload (id) on delete cascade,
  number integer not null,
  rows jsonb not null,
  primary key (upload_id, number)
);
comment on table job_type_upload_part is 'What applying an upload writes, some thousand rows at a time: those that are new or not stored like this yet; none when there are faults';

-- partner_job_type_counts tells as quickly whether anything is mapped.
drop index partner_job_type_mapped;

-- Fifty thousand lookups of the one upload that was written a moment before.
alter table job_type_upload_change drop constraint job_type_upload_change_upload_id_fkey;
comment on column job_type_upload_change.upload_id is 'Goes with its upload: whoever ends or deletes that deletes these first';
