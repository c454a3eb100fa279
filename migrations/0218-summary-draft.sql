-- A day's summary is written as a draft by those who write summaries, signed, and published at the forum's hour. Every
-- published wording stays: a correction is a new revision, and the one before it can be read.
create table summary_draft (
  forum_id          uuid not null references forum (id),
  day               date not null,
  version           integer not null,
  window_id         uuid not null,               -- that wrote last
  lang              text not null check (lang in ('en','fr','de','it','ru','es')),
  marking           text not null check (marking in ('TLP:CLEAR','TLP:GREEN','TLP:AMBER','TLP:AMBER+STRICT','TLP:RED')),
  lines             text not null,               -- a sentence a line, as it is typed
  not_addressed     text[] not null,             -- codes of questions
  correction        text not null,               -- what is corrected, where one is published already
  saved_at          timestamptz not null,
  signed_at         timestamptz,                 -- this version; another version is not signed
  signed_by         uuid,
  published_version integer,                     -- the version that stands published
  primary key (forum_id, day),
  check ((signed_at is null) = (signed_by is null))
);

-- What another window wrote on an older version: kept beside the draft until somebody goes on with it or drops it.
create table summary_draft_beside (
  forum_id  uuid not null,
  day       date not null,
  window_id uuid not null,
  lines     text not null,
  saved_at  timestamptz not null,
  primary key (forum_id, day, window_id),
  foreign key (forum_id, day) references summary_draft (forum_id, day) on delete cascade
);

-- The hour at which a forum's summaries are published, in its own zone; eight in the evening where none is set.
create table summary_hour (
  forum_id uuid primary key references forum (id),
  hour     text not null check (hour ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')
);

create table summary_revision (
  forum_id     uuid not null,
  summary_id   uuid not null,
  number       integer not null,
  seat_id      uuid not null,                    -- who signed it
  published_at timestamptz not null,
  lang         text not null default 'en',
  marking      text not null,
  correction   text,                             -- what this revision corrects; the first corrects nothing
  primary key (forum_id, summary_id, number),
  foreign key (forum_id, summary_id) references daily_summary (forum_id, id)
);
insert into summary_revision (forum_id, summary_id, number, seat_id, published_at, marking)
  select s.forum_id, s.id, 1, s.seat_id, s.published_at, f.default_marking from daily_summary s join forum f on f.id = s.forum_id where s.published_at is not null;

alter table daily_summary add column revision integer not null default 1;

alter table summary_sentence
  add column revision   integer not null default 1,
  add column html       text not null default '',     -- as it is shown
  add column paragraphs text[] not null default '{}'; -- numbers of paragraphs of the discussion paper
update summary_sentence set html = '<p>' || replace(replace(replace(text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;') || '</p>';
alter table summary_sentence drop constraint summary_sentence_pkey;
alter table summary_sentence add primary key (forum_id, summary_id, revision, position);

alter table summary_not_addressed add column revision integer not null default 1;
alter table summary_not_addressed drop constraint summary_not_addressed_pkey;
alter table summary_not_addressed add primary key (forum_id, summary_id, revision, question_id);
