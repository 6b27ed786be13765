-- The host platform reads leads in the order of a number that no lead of its own past can slip under.
create sequence lead_feed_position as bigint cache 1;
comment on sequence lead_feed_position is 'Must not be cached: a reader takes last_value for the highest number that was handed out';
alter table lead add column feed_position bigint not null default nextval('lead_feed_position');
alter sequence lead_feed_position owned by lead.feed_position;
comment on column lead.feed_position is 'Place in the feed of the platform API, by arrival; a reader waits for inserts that were under way when it read the sequence, as numbers may commit out of order';
create unique index lead_feed on lead (feed_position) where not test;
