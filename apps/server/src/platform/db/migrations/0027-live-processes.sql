-- Processes that serve partners share what a partner may ask for; each has to know how many there are.
create unlogged table live_process (
  id uuid primary key,
  seen_at timestamptz not null default now()
);
comment on table live_process is 'API processes that were alive a moment ago; nothing is lost with it';
