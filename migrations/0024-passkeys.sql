-- Keys held by a device that sign their person in. The public half is all that is kept here.
create table passkey (
  id            uuid primary key,
  person_id     uuid not null references person (id),
  credential_id text not null unique,        -- base64url, as the device names the key
  public_key    bytea not null,
  sign_count    bigint not null,             -- must go up; a key that counts back may be a copy
  transports    text[] not null default '{}',
  name          text not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create index passkey_person on passkey (person_id);

-- What a device is asked to sign: once, for five minutes. Without a person it is for signing in.
create table passkey_challenge (
  challenge_hash bytea primary key,
  person_id      uuid references person (id),
  expires_at     timestamptz not null
);
create index passkey_challenge_expires on passkey_challenge (expires_at);

-- Sessions a key started end with it.
alter table session add column passkey_id uuid references passkey (id) on delete cascade;
create index session_passkey on session (passkey_id) where passkey_id is not null;

-- Who said "not now" when a passkey was offered is not asked again.
alter table person add column passkey_declined_at timestamptz;
