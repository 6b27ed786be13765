-- Counts an integration's partner job types, of which there may be 50,000, from an index alone.
create index partner_job_type_counts on partner_job_type (integration_id, standard_job_type_id);
