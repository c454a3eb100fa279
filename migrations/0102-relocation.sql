-- What a moderator moved, split off or put under another, with the reason readers see where it stood. Nothing of a
-- contribution is changed but where it stands; how it stood before is kept, so that it can be put back exactly.
create table relocation (
  forum_id        uuid not null references forum (id),
  id              uuid not null,
  nth             bigint generated always as identity,
  kind            text not null check (kind in ('move','split','merge')),
  subject_id      uuid not null,          -- the first of what was moved
  from_question   uuid not null,
  from_root       uuid not null,
  from_root_place bigint not null,
  from_place      bigint not null,
  to_question     uuid not null,
  to_root         uuid not null,          -- the subject itself, or the first of the thread it went under
  under_id        uuid,                   -- the contribution it was put under
  reason          text not null,
  moved_at        timestamptz not null,
  undone_at       timestamptz,
  primary key (forum_id, id),
  foreign key (forum_id, subject_id) references contribution (forum_id, id),
  foreign key (forum_id, under_id) references contribution (forum_id, id),
  foreign key (forum_id, from_question) references guiding_question (forum_id, id),
  foreign key (forum_id, to_question) references guiding_question (forum_id, id)
);
create index relocation_from on relocation (forum_id, from_question) where undone_at is null;
create index relocation_subject on relocation (forum_id, subject_id);

-- Each contribution of a relocation, as it stood before.
create table relocated (
  forum_id        uuid not null,
  relocation_id   uuid not null,
  contribution_id uuid not null,
  stands_in       uuid not null,
  root_id         uuid not null,
  root_place      bigint not null,
  place           bigint not null,
  primary key (forum_id, relocation_id, contribution_id),
  foreign key (forum_id, relocation_id) references relocation (forum_id, id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);
create index relocated_contribution on relocated (forum_id, contribution_id);
