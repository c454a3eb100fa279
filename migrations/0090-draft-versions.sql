-- A draft has a version, so that a window that wrote on an older one is known for it. What that window wrote is kept
-- beside the draft under the window's own id: of two texts of one person none overwrites the other.
alter table draft
  add column id uuid not null default gen_random_uuid() primary key,
  add column version integer not null default 1,
  add column window_id uuid;               -- the window that saved last: an answer it never got is no conflict
alter table draft alter column id drop default;

create table draft_beside (
  draft_id  uuid not null references draft (id) on delete cascade,
  window_id uuid not null,
  markdown  text not null,
  saved_at  timestamptz not null,
  primary key (draft_id, window_id)
);
