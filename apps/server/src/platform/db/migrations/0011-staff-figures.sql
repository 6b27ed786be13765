-- What the Staff page shows: when somebody last signed in, and when a session was last used.
alter table sign_in_user add column last_sign_in_at timestamptz;
comment on column sign_in_user.last_sign_in_at is 'The newest sign-in, by password or company sign-in; outlives the session';
alter table sign_in_session add column last_active_at timestamptz;
comment on column sign_in_session.last_active_at is 'The newest request of the session, noted once in five minutes';
update sign_in_user set last_sign_in_at = newest.at
from (select user_id, max(created_at) as at from sign_in_session group by user_id) as newest
where newest.user_id = sign_in_user.id;

create index api_key_created on api_key (created_at desc, id desc);
comment on index api_key_created is 'The order in which API keys are listed';
comment on column api_key.created_by is 'The staff user who made it';
