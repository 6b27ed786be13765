-- What the inbox searches by, and the messages of one lead.
create extension if not exists btree_gin;
create index lead_search on lead using gin (tenant_id, search_text gin_trgm_ops);
comment on index lead_search is 'Finds any part of what a lead is searched by, within one tenant';

create index delivery_lead on delivery (lead_id, id) where lead_id is not null;
