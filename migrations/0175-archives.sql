-- A real mailing list's archive, brought in as a past discussion. Its authors have no account: they are kept apart, with
-- what is needed to know one again, out of reach of ordinary reads like authorship itself.
alter table forum add column imported_at timestamptz;   -- from then on the forum is a past discussion brought in

-- What addresses and Message-IDs of an archive are hashed with: without it, an archive that lies open elsewhere would
-- tell who wrote what stands here.
create table archive_key (
  forum_id uuid primary key references forum (id),
  salt     bytea not null
);
create table archived_author (
  forum_id uuid not null references forum (id),
  id       uuid not null,
  key      bytea not null,                 -- keyed hash of the address
  name     text,                           -- while needed: under regimes that never show it until the file is in
  forgotten boolean not null default false, -- erased on a lawful request: "a former participant"
  primary key (forum_id, id),
  unique (forum_id, key)
);
revoke all on archive_key, archived_author from colloquy_app;
grant select, insert on archive_key to colloquy_custody;
grant select, insert, update on archived_author to colloquy_custody;

alter table authorship
  alter column seat_id drop not null,
  add column archived_author_id uuid,
  add foreign key (forum_id, archived_author_id) references archived_author (forum_id, id),
  add constraint authorship_one_author check ((seat_id is null) <> (archived_author_id is null)),
  add constraint authorship_archived_alone check (archived_author_id is null or capacity = 'own-name');
create index authorship_archived on authorship (forum_id, archived_author_id) where archived_author_id is not null;

-- One file into one question: how far it is, so that a run that was killed goes on where it was.
create table archive_run (
  forum_id    uuid not null references forum (id),
  id          uuid not null,
  question_id uuid not null,
  file_hash   bytea not null,
  bytes       bigint not null,
  regime      text not null,
  marking     text not null,
  begun_at    timestamptz not null,
  read_at     timestamptz,                 -- when its last letter was in
  finished_at timestamptz,                 -- when all of it could be searched as well
  next_byte   bigint not null default 0,
  letters     integer not null default 0,
  imported    integer not null default 0,
  attachments integer not null default 0,  -- counted, not kept
  masked      integer not null default 0,  -- names covered in texts
  found_to    integer not null default 0,  -- the last number that can be searched
  from_number integer,
  primary key (forum_id, id),
  unique (forum_id, question_id, file_hash),
  foreign key (forum_id, question_id) references guiding_question (forum_id, id)
);
-- Each letter that did not come in, by its place in the file; with what was imported they make the whole.
create table archive_omission (
  forum_id uuid not null,
  run_id   uuid not null,
  at_byte  bigint not null,
  fate     text not null check (fate in ('skipped','refused')),
  reason   text not null,
  primary key (forum_id, run_id, at_byte),
  foreign key (forum_id, run_id) references archive_run (forum_id, id)
);
-- Letters that came in, by the keyed hash of their Message-ID: none comes in twice, and replies find what they answer.
create table archived_letter (
  forum_id        uuid not null,
  key             bytea not null,
  nth             bigint generated always as identity,
  question_id     uuid not null,
  contribution_id uuid not null,
  subject         bytea,                   -- keyed hash of its subject without marks of reply
  primary key (forum_id, key),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);
create index archived_letter_subject on archived_letter (forum_id, question_id, subject, nth desc) where subject is not null;
-- Which letter became which contribution is authorship by another door: an unattributed text loses it with its author.
create index archived_letter_contribution on archived_letter (forum_id, contribution_id);
grant select, delete on archived_letter to colloquy_custody;
