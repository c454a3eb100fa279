-- Signing in by link or code, counted tries, sessions that can be told apart, second factors, recovery.

-- A request is kept before anybody looks whether the address is known: the worker finds the person.
-- `browser_hash` is of a random cookie of the browser that asked; `code_hash` is keyed by that cookie, so that the
-- database alone does not give the six digits away.
alter table sign_in_link alter column person_id drop not null;
alter table sign_in_link
  add column address      text,
  add column browser_hash bytea unique,
  add column code_hash    bytea,
  add column attempts     integer not null default 0,
  add column new_address  text;             -- a link that confirms this as the person's new address; signs nobody in

-- How often something was tried in a span of time, shared by all nodes. Keys are hashed: no address in clear.
create table try_count (
  kind   text not null,
  key    bytea not null,
  since  timestamptz not null,
  tries  integer not null,
  primary key (kind, key, since)
);
create index try_count_since on try_count (since);

alter table session
  add column id           uuid not null default gen_random_uuid() unique,
  add column method       text not null default 'link' check (method in ('link','code','operator','invitation','passkey','identity-provider')),
  add column factors      integer not null default 1,
  add column browser      text,
  add column system       text,
  add column last_used_at timestamptz not null default now(),
  add column confirmed_at timestamptz;       -- when its person last proved again who they are

-- A time-based one-time password (RFC 6238); the secret is sealed with a key kept outside the database.
create table totp (
  person_id    uuid primary key references person (id),
  secret       bytea not null,
  made_at      timestamptz not null,
  confirmed_at timestamptz,                  -- null: being set up
  last_step    bigint not null default 0     -- each step is used once
);

create table recovery_code (
  person_id uuid not null references person (id),
  code_hash bytea not null,
  used_at   timestamptz,
  primary key (person_id, code_hash)
);

-- Letting somebody in who lost their second factor: one member of staff asks, another confirms.
create table recovery (
  id           uuid primary key,
  person_id    uuid not null references person (id),
  forum_id     uuid not null references forum (id),
  reason       text not null,
  asked_by     uuid not null references person (id),
  asked_at     timestamptz not null,
  confirmed_by uuid[] not null default '{}',
  ready_at     timestamptz,                  -- from when the factor is removed at the next sign-in
  ended_at     timestamptz,
  ending       text check (ending in ('done','cancelled'))
);
create unique index recovery_open on recovery (person_id) where ended_at is null;

grant select, insert, update, delete on try_count, totp, recovery_code, recovery to colloquy_app;
