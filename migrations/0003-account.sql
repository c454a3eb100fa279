-- People and how they sign in.
create table person (
  id            uuid primary key,
  email         text not null,
  name          text not null,
  locale        text not null default 'en' check (locale in ('en','fr','de','it','ru','es')),
  languages     text[] not null default '{}',
  zone          text not null default 'Europe/Vienna',
  administrator boolean not null default false,
  demonstration boolean not null default false,
  created_at    timestamptz not null
);
create unique index person_email on person (lower(email));

-- One-time links: shown by GET, consumed by POST. Only a hash of the token is kept.
create table sign_in_link (
  token_hash bytea primary key,
  person_id  uuid not null references person (id),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index sign_in_link_person on sign_in_link (person_id);

create table session (
  token_hash bytea primary key,
  person_id  uuid not null references person (id),
  started_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on session (person_id);
