-- From what was said to what is concluded.
create table daily_summary (
  forum_id     uuid not null references forum (id),
  id           uuid not null,
  day          date not null,
  seat_id      uuid not null,
  published_at timestamptz,
  primary key (forum_id, id),
  unique (forum_id, day)
);

create table summary_sentence (
  forum_id   uuid not null,
  summary_id uuid not null,
  position   integer not null,
  text       text not null,
  remark     boolean not null default false,      -- the moderator's own remark, needs no reference
  refs       uuid[] not null default '{}',        -- contributions
  primary key (forum_id, summary_id, position),
  foreign key (forum_id, summary_id) references daily_summary (forum_id, id)
);

create table summary_not_addressed (
  forum_id    uuid not null,
  summary_id  uuid not null,
  question_id uuid not null,
  primary key (forum_id, summary_id, question_id),
  foreign key (forum_id, summary_id) references daily_summary (forum_id, id)
);

create table code (
  forum_id  uuid not null,
  id        uuid not null,
  parent_id uuid,
  label     text not null,
  primary key (forum_id, id)
);

-- A quotation anchored to a revision: code points [start, end) of its Markdown, and the exact words.
create table excerpt (
  forum_id        uuid not null,
  id              uuid not null,
  contribution_id uuid not null,
  revision        integer not null,
  range_start     integer not null,
  range_end       integer not null,
  quote           text not null,
  seat_id         uuid not null,
  made_at         timestamptz not null,
  primary key (forum_id, id),
  check (range_start >= 0 and range_end > range_start),
  foreign key (forum_id, contribution_id, revision) references revision (forum_id, contribution_id, number)
);
create index excerpt_contribution on excerpt (forum_id, contribution_id);

create table excerpt_code (
  forum_id   uuid not null,
  excerpt_id uuid not null,
  code_id    uuid not null,
  primary key (forum_id, excerpt_id, code_id),
  foreign key (forum_id, excerpt_id) references excerpt (forum_id, id),
  foreign key (forum_id, code_id) references code (forum_id, id)
);

create table finding (
  forum_id   uuid not null,
  id         uuid not null,
  reference  text not null,               -- F-07, R-03
  kind       text not null check (kind in ('challenge','good-practice','conclusion','recommendation')),
  aspect_id  uuid not null,
  addressee  text,
  organization_role boolean not null default false,
  state      text not null default 'draft' check (state in ('draft','ready')),
  version    integer not null default 1,
  weight     text,                        -- key of the computed word: see synthesis/rules.ts
  primary key (forum_id, id),
  unique (forum_id, reference),
  foreign key (forum_id, aspect_id) references focus_aspect (forum_id, id)
);

create table finding_version (
  forum_id   uuid not null,
  finding_id uuid not null,
  number     integer not null,
  locale     text not null,
  text       text not null,
  made_at    timestamptz not null,
  primary key (forum_id, finding_id, number, locale),
  foreign key (forum_id, finding_id) references finding (forum_id, id)
);

create table finding_excerpt (
  forum_id   uuid not null,
  finding_id uuid not null,
  excerpt_id uuid not null,
  opposing   boolean not null default false,
  primary key (forum_id, finding_id, excerpt_id),
  foreign key (forum_id, finding_id) references finding (forum_id, id),
  foreign key (forum_id, excerpt_id) references excerpt (forum_id, id)
);

-- How each contribution ended: nothing that was said is unaccounted for.
create table disposition (
  forum_id        uuid not null,
  contribution_id uuid not null,
  fate            text not null check (fate in ('cited','merged','noted','out-of-scope','withdrawn')),
  reason          text,
  primary key (forum_id, contribution_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);
