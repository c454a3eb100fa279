-- Unattributed contributions wait until they are released together, in an order of chance: who was online when a text
-- appeared says nothing of who wrote it. A text that waits is no contribution: no read of contributions can find it.
alter table forum
  add column batch_authors integer not null default 3 check (batch_authors between 2 and 20),       -- as many as wait go together
  add column batch_hours   integer not null default 4 check (batch_hours in (1,2,3,4,6,8,12,24));  -- at the latest at these hours of the forum's day

-- No person, no number, no instant of its arrival: only from which quarter of an hour and until when it may be released.
create table waiting_contribution (
  forum_id     uuid not null references forum (id),
  id           uuid not null,               -- not the one it gets when it is released
  question_id  uuid not null,
  parent_id    uuid,
  kind         text not null,
  marking      text not null,
  lang         text not null,
  channel      text not null,
  late         boolean not null,
  markdown     text not null,
  html         text not null,
  batch_from   timestamptz not null,
  batch_latest timestamptz not null,
  primary key (forum_id, id),
  foreign key (forum_id, question_id) references guiding_question (forum_id, id),
  foreign key (forum_id, parent_id) references contribution (forum_id, id)
);

-- Its author: out of reach of ordinary reads, like authorship.
create table waiting_author (
  forum_id        uuid not null,
  waiting_id      uuid not null,
  seat_id         uuid not null,
  capacity        text not null check (capacity in ('delegation','group','own-name','organization','secretariat')),
  group_name      text,
  drafted_by_seat uuid,
  released_by_seat uuid,
  position_id     uuid,                     -- the delegation's draft it came from
  primary key (forum_id, waiting_id),
  foreign key (forum_id, waiting_id) references waiting_contribution (forum_id, id) on delete cascade,
  foreign key (forum_id, seat_id) references seat (forum_id, id)
);
revoke all on waiting_author from colloquy_app;
grant select, insert, delete on waiting_author to colloquy_custody;
grant select on waiting_contribution to colloquy_custody;

-- An author who takes an unattributed contribution back is online when they do so: that waits for the next batch too.
create table waiting_withdrawal (
  forum_id        uuid not null,
  contribution_id uuid not null,
  batch_from      timestamptz not null,
  batch_latest    timestamptz not null,
  primary key (forum_id, contribution_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);

-- A delegation's unattributed word waits as well: its draft is released, and becomes a contribution later. What it had
-- announced stays announced until then, or the announcement's end would tell the hour.
alter table position drop constraint position_check;
alter table position add constraint position_becomes check (contribution_id is null or state = 'released');
alter table reserve add column waiting boolean not null default false;
grant select (forum_id, id, question_id, body_id), update (contribution_id) on position to colloquy_custody;
grant select (forum_id, question_id, body_id, waiting), update (used_at, waiting) on reserve to colloquy_custody;
create policy released_in_batch on position to colloquy_custody using (true);
create policy released_in_batch on reserve to colloquy_custody using (true);
