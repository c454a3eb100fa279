-- Every how many days people who have not answered are reminded by the clock; null: never.
alter table forum add column remind_every_days integer check (remind_every_days between 1 and 30);

-- One row for each reminder. Of those sent by the clock a person gets one a day at most, whatever the number of forums,
-- workers and restarts: the row is written before the letter, in its transaction.
create table reminder (
  id            uuid primary key,
  address       text not null,
  day           date not null,            -- in the forum's zone
  automatic     boolean not null,
  forum_id      uuid not null,
  invitation_id uuid not null,
  letter_id     uuid references letter (id) on delete set null,
  at            timestamptz not null,
  foreign key (forum_id, invitation_id) references invitation (forum_id, id) on delete cascade
);
create unique index reminder_automatic on reminder (lower(address), day) where automatic;
create index reminder_invitation on reminder (forum_id, invitation_id);

-- What was said on the telephone: for the secretariat only, in no record and no export.
create table call_note (
  forum_id      uuid not null,
  id            uuid not null,
  invitation_id uuid not null,
  caller        uuid not null references person (id),
  called_at     timestamptz not null,
  spoken_with   text not null check (spoken_with <> ''),
  said          text not null check (said <> ''),
  written_at    timestamptz not null,
  primary key (forum_id, id),
  foreign key (forum_id, invitation_id) references invitation (forum_id, id) on delete cascade,
  constraint call_note_past check (called_at <= written_at)
);
create index call_note_invitation on call_note (forum_id, invitation_id);
