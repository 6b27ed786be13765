-- Searches one tenant's leads at the cost of that tenant's alone: their texts stand apart from the leads, tenant by tenant.
drop index lead_search;
create table lead_text (
  tenant_id uuid not null,
  received_at timestamptz(3) not null,
  id uuid not null,
  integration_id uuid not null,
  tenant_job_type_id uuid,
  state text not null,
  test boolean not null,
  search_text text not null,
  primary key (tenant_id, received_at, id)
) partition by hash (tenant_id);
comment on table lead_text is 'What the inbox search reads of each lead, kept by triggers. In parts by tenant, as a trigram that every lead has would else be looked through for a million leads to find one among a tenant''s thousands, each on a page of its own';
comment on column lead_text.id is 'The lead''s';
do $$ begin
  for part in 0..31 loop
    execute format(
      'create table lead_text_%s partition of lead_text for values with (modulus 32, remainder %s) with (fillfactor = 85)',
      part, part);
  end loop;
end $$;
create index lead_text_search on lead_text using gin (tenant_id, search_text gin_trgm_ops);
comment on index lead_text_search is 'Finds any part of what a lead is searched by, within one tenant';

insert into lead_text (tenant_id, received_at, id, integration_id, tenant_job_type_id, state, test, search_text)
  select tenant_id, received_at, id, integration_id, tenant_job_type_id, state, test, search_text from lead;

create function add_lead_text() returns trigger language plpgsql as $$
begin
  insert into lead_text (tenant_id, received_at, id, integration_id, tenant_job_type_id, state, test, search_text)
    select tenant_id, received_at, id, integration_id, tenant_job_type_id, state, test, search_text from added;
  return null;
end $$;
create trigger lead_text_added after insert on lead referencing new table as added
  for each statement execute function add_lead_text();

create function change_lead_text() returns trigger language plpgsql as $$
begin
  update lead_text set received_at = new.received_at, integration_id = new.integration_id,
      tenant_job_type_id = new.tenant_job_type_id, state = new.state, test = new.test, search_text = new.search_text
    where tenant_id = old.tenant_id and received_at = old.received_at and id = old.id;
  return null;
end $$;
create trigger lead_text_changed
  after update of received_at, integration_id, tenant_job_type_id, state, test, search_text on lead
  for each row when ((old.received_at, old.integration_id, old.tenant_job_type_id, old.state, old.test, old.search_text)
    is distinct from (new.received_at, new.integration_id, new.tenant_job_type_id, new.state, new.test, new.search_text))
  execute function change_lead_text();

create function remove_lead_text() returns trigger language plpgsql as $$
begin
  delete from lead_text where tenant_id = old.tenant_id and received_at = old.received_at and id = old.id;
  return null;
end $$;
create trigger lead_text_removed after delete on lead for each row execute function remove_lead_text();
