-- What aids observe. A signal says what was seen, by which method and version, and where; it changes nothing that anybody
-- sees. What a moderator made of it is kept with it, so that each method has a track record, language by language.
create table word_list (
  language  text not null check (language in ('en','fr','de','it','ru','es')),
  version   integer not null,
  terms     jsonb not null,               -- [{term, rule, match, forms}]: docs/reference/aids.md
  loaded_at timestamptz not null,
  primary key (language, version)
);

create table signal (
  forum_id        uuid not null,
  id              uuid not null,
  contribution_id uuid not null,
  revision        integer not null,       -- the wording that was looked at
  label           text not null,
  rule            text,                   -- of the forum, where the aid names one
  evidence        jsonb not null,
  method          text not null check (method in ('word-list','personal-data','links','rate','duplicates','mass-flags','classifier')),
  version         text not null,
  confidence      real not null check (confidence between 0 and 1),
  language        text not null,
  at              timestamptz not null,
  outcome         text check (outcome in ('right','overridden')),
  judged_at       timestamptz,
  primary key (forum_id, id),
  unique nulls not distinct (forum_id, contribution_id, revision, method, label, rule),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id),
  check ((outcome is null) = (judged_at is null))
);
create index signal_record on signal (forum_id, method, label, language) where outcome is not null;

-- The fingerprint of each contribution's words, for finding copies: 128 minima of hashed groups of three words, and
-- their bands, of which near copies share at least one.
create table text_print (
  forum_id        uuid not null,
  contribution_id uuid not null,
  print           integer[] not null,
  bands           integer[] not null,
  primary key (forum_id, contribution_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);
create index text_print_bands on text_print using gin (bands);

-- What the aids have looked at, and with what: looked at anew when the wording, the lists or the flags are others.
create table aid_run (
  forum_id        uuid not null,
  contribution_id uuid not null,
  seen            text not null,
  at              timestamptz not null,
  classified      integer,                -- the revision the classifier has answered for
  tries           integer not null default 0,
  primary key (forum_id, contribution_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);

-- The stem of a word as the search has it; words that a search passes over are their own.
create function word_stem(lang text, word text) returns text language sql immutable parallel safe strict as $$
  select coalesce((ts_lexize(case lang when 'en' then 'english_stem' when 'fr' then 'french_stem' when 'de' then 'german_stem'
    when 'it' then 'italian_stem' when 'ru' then 'russian_stem' when 'es' then 'spanish_stem' else 'simple' end::regdictionary, word))[1], word)
$$;
