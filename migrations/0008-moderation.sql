-- Flags, cases and their decisions. Nothing here touches a text: discussion owns what is visible.
create table moderation_case (
  forum_id        uuid not null,
  id              uuid not null,
  number          integer not null,       -- M-031
  contribution_id uuid not null,
  revision        integer not null,       -- the wording that was flagged
  opened_at       timestamptz not null,
  version         integer not null default 1,
  state           text not null default 'open' check (state in ('open','decided')),
  primary key (forum_id, id),
  unique (forum_id, number),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);
create unique index moderation_case_open on moderation_case (forum_id, contribution_id) where state = 'open';

create table flag (
  forum_id uuid not null,
  id       uuid not null,
  case_id  uuid not null,
  seat_id  uuid not null,
  rule     text not null,
  sentence text not null,
  urgent   boolean not null default false,
  at       timestamptz not null,
  primary key (forum_id, id),
  unique (forum_id, case_id, seat_id),
  foreign key (forum_id, case_id) references moderation_case (forum_id, id)
);

create table decision (
  forum_id   uuid not null,
  id         uuid not null,
  case_id    uuid not null,
  seat_id    uuid not null,               -- who decided
  measure    text not null check (measure in ('none','edit-requested','withhold-until-edited','withhold','marking-changed','restore')),
  facts      text not null,
  ground     text not null,               -- rule number
  ground_text text not null,
  scope      text not null,
  aid_used   text not null,
  redress    text not null,
  appeal_until timestamptz,
  at         timestamptz not null,
  primary key (forum_id, id),
  foreign key (forum_id, case_id) references moderation_case (forum_id, id)
);

create table appeal (
  forum_id    uuid not null,
  id          uuid not null,
  decision_id uuid not null,
  text        text not null,
  lodged_at   timestamptz not null,
  reviewer_seat_id uuid,
  outcome     text check (outcome in ('upheld','reversed')),
  reasons     text,
  decided_at  timestamptz,
  primary key (forum_id, id),
  unique (forum_id, decision_id),
  foreign key (forum_id, decision_id) references decision (forum_id, id)
);
