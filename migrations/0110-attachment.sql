-- Files that go with a contribution. As long as it is being written they lie with its draft, under the seat; once it is
-- posted the seat is gone from the row, so that no file tells who wrote. The bytes are in the file store, under their
-- hash, cleaned: what was taken out of a file is kept nowhere, only of what kind it was.
create table attachment (
  forum_id        uuid not null,
  id              uuid not null,             -- random
  contribution_id uuid,                      -- null while it lies with a draft
  seat_id         uuid,                      -- null once posted
  question_id     uuid not null,
  parent_id       uuid,
  number          integer not null,          -- 1, 2, … within its contribution; never reused there
  kind            text not null check (kind in ('pdf','jpg','png','gif','webp','docx','xlsx','pptx')),
  sha256          bytea not null,
  bytes           integer not null,
  description     text not null,             -- the author's words: what a reader hears and sees before opening it
  given_name      text,                      -- the name of the file; only under the regime `named`
  removed         text[] not null default '{}',
  words           text,                      -- what could be read in it
  scan            text not null check (scan in ('none','waiting','clean','infected')),
  scanned_at      timestamptz,
  taken_back      boolean not null default false,
  primary key (forum_id, id),
  check ((contribution_id is null) <> (seat_id is null)),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id),
  foreign key (forum_id, question_id) references guiding_question (forum_id, id),
  foreign key (forum_id, parent_id) references contribution (forum_id, id),
  foreign key (forum_id, seat_id) references seat (forum_id, id) on delete cascade
);
create unique index attachment_of_contribution on attachment (forum_id, contribution_id, number) where contribution_id is not null;
create index attachment_of_seat on attachment (forum_id, seat_id) where seat_id is not null;
create index attachment_waiting on attachment (forum_id) where scan = 'waiting';
create index attachment_file on attachment (sha256);

-- A name may be a person's: where the regime shows no person, it goes with the seat, whatever program moves the row.
create function attachment_keeps_no_name() returns trigger language plpgsql as $$
begin
  if new.contribution_id is not null and new.given_name is not null
     and (select regime from contribution where forum_id = new.forum_id and id = new.contribution_id) <> 'named' then
    new.given_name := null;
  end if;
  return new;
end $$;
create trigger attachment_keeps_no_name before insert or update on attachment for each row execute function attachment_keeps_no_name();

-- Files nobody refers to any more are taken from the store by the worker: whatever deletes the row, the bytes follow.
create table file_to_drop (sha256 bytea primary key);
create function attachment_leaves_file() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into file_to_drop values (old.sha256) on conflict do nothing;
  return null;
end $$;
create trigger attachment_leaves_file after delete on attachment for each row execute function attachment_leaves_file();
