-- Finds tenants by name among 100,000 of them in a few milliseconds, whatever is typed and however it is narrowed.
alter table tenant add column search_name text generated always as (' ' || lower(name)) stored;
comment on column tenant.search_name is 'What lists of tenants are searched and sorted by: the name in lower case behind a space, so that each word begins with one';
drop index tenant_name_search;
create index tenant_search on tenant using gin (search_name gin_trgm_ops);
comment on index tenant_search is 'Finds rare terms, also short ones where a word starts';
create index tenant_list on tenant (search_name, id) include (active) where not is_test;
comment on index tenant_list is 'Frequent terms are found by reading along the names, from this index alone';

alter table integration_enabled_tenant add column search_name text not null default '';
comment on column integration_enabled_tenant.search_name is 'tenant.search_name, kept by triggers, so that the list is searched without looking at each tenant';
update integration_enabled_tenant e set search_name = t.search_name from tenant t where t.id = e.tenant_id;
create index integration_enabled_tenant_list on integration_enabled_tenant (integration_id, search_name, tenant_id);

create function copy_tenant_search_name() returns trigger language plpgsql as $$
begin
  select t.search_name into strict new.search_name from tenant t where t.id = new.tenant_id;
  return new;
end $$;
create trigger integration_enabled_tenant_search_name before insert on integration_enabled_tenant
  for each row execute function copy_tenant_search_name();

create function pass_on_tenant_search_name() returns trigger language plpgsql as $$
begin
  update integration_enabled_tenant set search_name = new.search_name where tenant_id = new.id;
  return null;
end $$;
create trigger tenant_search_name after update of name on tenant
  for each row when (old.name is distinct from new.name) execute function pass_on_tenant_search_name();

create materialized view frequent_tenant_word as
select word, count(*)::int as tenants
from (
  select distinct id, word from tenant, unnest(string_to_array(ltrim(search_name), ' ') || array['']) word
  where active and not is_test
) words
group by word
having count(*) > 10000;
create unique index frequent_tenant_word_word on frequent_tenant_word (word);
comment on materialized view frequent_tenant_word is 'Words in more than 10,000 names, and the empty one for all: spares lists counting what they show as "10,000+"';
