-- Searches for words that most leads have, within one state, partner or job type, from the index alone.
drop index lead_text_search;
create index lead_text_search on lead_text
  using gin (tenant_id, state, integration_id, tenant_job_type_id, search_text gin_trgm_ops);
comment on index lead_text_search is 'Finds any part of what a lead is searched by, within one tenant and what its inbox is filtered by';
