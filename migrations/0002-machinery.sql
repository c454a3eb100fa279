-- What every stage leans on: the record of deeds, answers already given, files, letters to be sent, the clock.

-- One entry per deed, written in the deed's transaction. `seq` only orders; no row is shared between writers.
create table journal (
  forum_id   uuid,                     -- null: a deed of the site or of a series
  id         uuid not null,
  seq        bigint generated always as identity,
  at         timestamptz not null,
  kind       text not null,
  subject    uuid,
  facts      jsonb not null default '{}',        -- ids, enums, numbers, instants: no free text, no identity
  commitments jsonb not null default '{}',       -- field → HMAC-SHA-256 of its value under its own salt, hex
  request_id text not null,
  primary key (id)
);
create unique index journal_seq on journal (seq);
create index journal_forum on journal (forum_id, seq);

-- Salt and value of one commitment. Erasing a person destroys rows here; the journal stays verifiable.
create table journal_opening (
  entry_id uuid not null references journal (id),
  field    text not null,
  salt     bytea not null,
  value    text not null,
  primary key (entry_id, field)
);

-- Answers to forms and letters already received: a second arrival gets the first answer.
create table submission (
  actor         text not null,
  submission_id uuid not null,
  fingerprint   bytea not null,
  answer        jsonb not null,
  at            timestamptz not null,
  primary key (actor, submission_id)
);

-- Files by what they hold; the bytes lie in the data folder under their hash.
create table file (
  sha256     bytea primary key,
  bytes      bigint not null,
  media_type text not null,
  at         timestamptz not null
);

-- Letters on their way out. Message-ID is made with the row, so that a letter sent twice is recognisably one.
create table letter (
  id          uuid primary key,
  forum_id    uuid,
  person_id   uuid,
  address     text not null,
  kind        text not null,
  locale      text not null,
  subject     text not null,
  body        text not null,
  message_id  text not null unique,
  written_at  timestamptz not null,
  sent_at     timestamptz,
  attempts    integer not null default 0,
  next_at     timestamptz,
  failure     text
);
create index letter_waiting on letter (next_at) where sent_at is null;

-- The rehearsal clock: no row, and time is the database server's own.
create table rehearsal_clock (
  single  boolean primary key default true check (single),
  instant timestamptz not null,   -- the instant rehearsed …
  set_at  timestamptz not null    -- … at this real instant
);

-- The one clock of all nodes. Read inside the transaction that writes: what counts is the server's receipt.
create function now_in_forum() returns timestamptz language sql volatile as $$
  select coalesce((select instant + (clock_timestamp() - set_at) from rehearsal_clock), clock_timestamp())
$$;

grant select, insert, update, delete on journal, journal_opening, submission, file, letter, rehearsal_clock to colloquy_app;
revoke update, delete on journal from colloquy_app;  -- append only
