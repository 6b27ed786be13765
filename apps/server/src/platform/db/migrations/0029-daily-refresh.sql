-- When the name and profiles of a connected account are read again by its refresh token, and how that goes.
alter table connection
  add column refresh_due_at timestamptz,
  add column refresh_claimed_until timestamptz,
  add column refresh_failing_since timestamptz,
  add column refresh_failure text,
  add column refreshed_at timestamptz;
comment on column connection.refresh_due_at is 'When the account is refreshed next; null while no refresh token is kept';
comment on column connection.refresh_claimed_until is 'A refresh is under way: no other may use the token, which works once at many partners';
comment on column connection.refresh_failing_since is 'The first failed refresh since the last good one; the longer it fails, the longer the wait';
comment on column connection.refresh_failure is 'Code of the last failed refresh, for staff; attention says what tenants have to do';
comment on column connection.attention is 'Code of why a connected connection needs a person, such as sign_in_revoked; null when all is well';
update connection set refresh_due_at = now() + random() * interval '1 day'
  where state = 'connected' and refresh_token_sealed is not null;
create index connection_refresh_due on connection (refresh_due_at) where refresh_due_at is not null;
