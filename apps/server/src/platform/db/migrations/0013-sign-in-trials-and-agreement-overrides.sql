-- Staff try a partner's sign-in before any tenant does, and give an integration an agreement of its own for a while.
create table sign_in_trial (
  id uuid primary key,
  integration_id uuid not null references integration (id),
  user_id text not null,
  sign_in_session_id text not null,
  state_hash text not null unique,
  nonce text not null,
  code_verifier_sealed text not null,
  settings_sealed text not null,
  redirect_uri text not null,
  issuer text not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  outcome_sealed text
);
create index sign_in_trial_expiry on sign_in_trial (expires_at);
comment on table sign_in_trial is 'A sign-in that staff try at a partner; deleted with its outcome soon after expires_at';
comment on column sign_in_trial.settings_sealed is 'The URLs form at the time, with the Client Secret: it need not be saved to be tried';
comment on column sign_in_trial.outcome_sealed is 'Claims and token facts for the one page that shows them; never a token';

alter table agreement add column withdrawn_at timestamptz;
alter table agreement add column withdrawn_by_name text;
alter table agreement add constraint agreement_default_stays check (withdrawn_at is null or integration_id is not null);
comment on column agreement.withdrawn_at is 'Set on all versions of an override that was removed: the default is in force again';
create index agreement_acceptance_agreement on agreement_acceptance (agreement_id, accepted_at desc, id desc);
