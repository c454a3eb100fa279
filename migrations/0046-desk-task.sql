-- What the clock found wanting in a forum, for a named person to look after. `key` says of what: found once, raised once.
create table desk_task (
  forum_id        uuid not null references forum (id),
  id              uuid not null,
  key             text not null,          -- "silent-question:A2", "silent-category:experts", "unanswered:<contribution>"
  kind            text not null check (kind in ('silent-aspect','silent-question','silent-category','unanswered')),
  part            text,                   -- letter of the focus aspect
  question_code   text,
  category        text,
  contribution_id uuid,
  raised_at       timestamptz not null,
  assignee_id     uuid,                   -- a seat; null while the forum has nobody to run it
  done_at         timestamptz,
  note            text,
  primary key (forum_id, id),
  unique (forum_id, key),
  foreign key (forum_id, assignee_id) references seat (forum_id, id) on delete set null (assignee_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);
create index desk_task_open on desk_task (forum_id, raised_at) where done_at is null;
