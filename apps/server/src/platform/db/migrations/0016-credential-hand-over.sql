-- A partner can get its new secret by a link that opens once, so that nobody in between sees or sends it.
create table credential_hand_over (
  id uuid primary key,
  credential_id uuid not null unique references partner_credential (id),
  token_hash text not null unique,
  secret_sealed text,
  created_at timestamptz not null,
  created_by_name text not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  check (opened_at is null or secret_sealed is null)
);
comment on table credential_hand_over is 'A link by which a partner reads the secret of a credential, once; the link''s token is kept as a SHA-256 hash';
comment on column credential_hand_over.secret_sealed is 'The secret until the link is opened, expires, or its credential ends; null ever after';
create index credential_hand_over_waiting on credential_hand_over (expires_at) where secret_sealed is not null;
