-- A series, its forums, their focus aspects and guiding questions. What is not known is null.
create table series (
  id            uuid primary key,
  slug          text not null unique,
  title         text not null,
  short_title   text not null,
  year          integer,
  organiser     text not null,
  organiser_short text not null,
  organization  text not null,            -- "OSCE": whose role the standing question asks about
  purpose       text,
  final_output  text,
  language_regime text not null default 'all' check (language_regime in ('all','none')),
  demonstration boolean not null default false,
  sources       jsonb not null default '{}',     -- reference of a source → what it is
  report        jsonb not null default '{}',     -- title, status and outline of the report
  created_at    timestamptz not null
);

create table forum (
  id                uuid primary key,
  series_id         uuid not null references series (id),
  number            integer not null check (number between 1 and 99),
  announced_title   text,
  report_title      text,
  short_title       text not null,
  framing           text,
  goal              text,
  zone              text not null default 'Europe/Vienna',
  opens_local       text,                 -- "2012-07-02T09:00", as agreed; the instant below follows from it
  closes_local      text,
  opens_at          timestamptz,
  closes_at         timestamptz,
  dates_invented    boolean not null default false,
  audience          text[] not null default '{}',
  tags              text[] not null default '{}',
  allowed_regimes   text[] not null,
  default_regime    text not null,
  default_marking   text not null,
  small_cell        integer not null default 5 check (small_cell >= 2),
  edit_window_minutes integer not null default 30,
  rules_text        text not null default '',
  announced_at      timestamptz,
  synthesis_at      timestamptz,          -- recorded events that move the phase beyond the clock
  published_at      timestamptz,
  revision          bigint not null default 1,
  unique (series_id, number),
  check (opens_at is null or closes_at is null or opens_at < closes_at)
);

create table focus_aspect (
  forum_id        uuid not null references forum (id),
  id              uuid not null,
  key             text not null,          -- "II.1"; stable, ties the announced to the report title
  letter          text not null,          -- "A": the part's letter
  position        integer not null,
  announced_title text,
  report_title    text,
  primary key (forum_id, id),
  unique (forum_id, key),
  unique (forum_id, letter)
);

create table guiding_question (
  forum_id   uuid not null references forum (id),
  id         uuid not null,
  aspect_id  uuid not null,
  code       text not null,               -- "B2"
  position   integer not null,
  kind       text not null check (kind in ('question','role')),
  text       text not null,
  short_text text not null,
  paragraph  text,                        -- paragraph of the paper that raises it: "p7"
  primary key (forum_id, id),
  unique (forum_id, code),
  foreign key (forum_id, aspect_id) references focus_aspect (forum_id, id)
);

-- Number and revision of one thread. One row a question, so that writers of different questions never meet.
create table thread (
  forum_id    uuid not null,
  question_id uuid not null,
  last_number integer not null default 0,
  revision    bigint not null default 1,
  primary key (forum_id, question_id),
  foreign key (forum_id, question_id) references guiding_question (forum_id, id)
);
