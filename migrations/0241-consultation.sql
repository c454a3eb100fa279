-- Recommendations opened for comment in [opens_at, ends_at), by the version each had then.
create table consultation (
  forum_id  uuid not null references forum (id),
  id        uuid not null,
  number    integer not null,
  opens_at  timestamptz not null,
  ends_at   timestamptz not null,
  note      text,
  opened_at timestamptz not null,
  primary key (forum_id, id),
  unique (forum_id, number),
  check (opens_at < ends_at)
);

create table consultation_finding (
  forum_id        uuid not null,
  consultation_id uuid not null,
  finding_id      uuid not null,
  primary key (forum_id, consultation_id, finding_id),
  foreign key (forum_id, consultation_id) references consultation (forum_id, id),
  foreign key (forum_id, finding_id) references finding (forum_id, id)
);

-- Comments on a recommendation, anchored to words of the version they were made on; `seat_id` is not kept where nobody may be shown.
create table finding_comment (
  forum_id   uuid not null,
  id         uuid not null,
  finding_id uuid not null,
  version    integer not null,
  number     integer not null,
  seat_id    uuid,
  regime     text not null check (regime in ('named','institution','category','chatham-house','unattributed')),
  text_lang  text not null,                 -- of the wording it is about
  quote      text,                          -- null: of the whole
  prefix     text not null default '',
  suffix     text not null default '',
  start      integer,
  lang       text not null,
  text       text not null,
  proposal   text,
  at         timestamptz not null,
  primary key (forum_id, id),
  unique (forum_id, finding_id, number),
  check ((regime = 'unattributed') = (seat_id is null)),
  check ((quote is null) = (start is null)),
  foreign key (forum_id, finding_id) references finding (forum_id, id),
  foreign key (forum_id, seat_id) references seat (forum_id, id)
);

-- What the rapporteur answered: taken, taken in part, not taken; the last answer counts, the record keeps that there were earlier ones.
create table finding_comment_answer (
  forum_id   uuid not null,
  comment_id uuid not null,
  taken      text not null check (taken in ('taken','in-part','not-taken')),
  reason     text,
  at         timestamptz not null,
  primary key (forum_id, comment_id),
  check (taken = 'taken' or reason is not null),
  foreign key (forum_id, comment_id) references finding_comment (forum_id, id)
);
