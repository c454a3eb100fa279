-- Who may take part: States and Partners with dated membership, bodies, seats, invitations.
create table state (
  id         uuid primary key,
  code       text not null unique,        -- ISO 3166-1 alpha-2, or a key of demonstration data
  names      jsonb not null,              -- locale → name
  order_fr   integer not null,            -- French order, editable
  demonstration boolean not null default false
);

create table membership (
  state_id  uuid not null references state (id),
  status    text not null check (status in ('participating-state','partner')),
  from_day  date not null,
  until_day date,                         -- half-open: the first day it no longer holds
  primary key (state_id, from_day)
);

create table body (
  id         uuid primary key,
  name       text not null,
  category   text not null,
  state_id   uuid references state (id),  -- a delegation's State
  demonstration boolean not null default false
);
create unique index body_name on body (name);

create table invitation (
  forum_id   uuid not null references forum (id),
  id         uuid not null,
  email      text not null,
  name       text not null,
  body_id    uuid not null references body (id),
  category   text not null,
  roles      text[] not null,
  locale     text not null default 'en',
  token_hash bytea not null unique,
  sent_at    timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  answer     text check (answer in ('accepted','declined','replaced')),
  primary key (forum_id, id)
);
create index invitation_email on invitation (forum_id, lower(email));

-- An accredited person in one forum, with the body they are shown with.
create table seat (
  forum_id    uuid not null references forum (id),
  id          uuid not null,
  person_id   uuid not null references person (id),
  body_id     uuid not null references body (id),
  category    text not null,
  roles       text[] not null,            -- organiser, moderator, rapporteur, participant, observer
  standing    text not null default 'good' check (standing in ('good','muted','suspended','withdrawn')),
  speaks_for_state boolean not null default false,   -- the one authorised sender of a State, for silence
  default_regime text,
  rules_accepted_at timestamptz,
  accredited_at timestamptz not null,
  primary key (forum_id, id),
  unique (forum_id, person_id)
);
create index seat_person on seat (person_id);
create unique index seat_state_sender on seat (forum_id, body_id) where speaks_for_state;
