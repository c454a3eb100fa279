-- The discussion paper: versions of numbered paragraphs, and to whom each was circulated.
create table paper (
  forum_id uuid not null references forum (id),
  id       uuid not null,
  title    text not null,
  symbol   text,
  primary key (forum_id, id),
  unique (forum_id)
);

create table paper_version (
  forum_id   uuid not null,
  paper_id   uuid not null,
  number     integer not null,
  locale     text not null,
  title      text not null,
  markdown   text not null,
  made_at    timestamptz not null,
  primary key (forum_id, paper_id, number, locale),
  foreign key (forum_id, paper_id) references paper (forum_id, id)
);

create table paper_paragraph (
  forum_id  uuid not null,
  paper_id  uuid not null,
  version   integer not null,
  locale    text not null,
  stable_id text not null,               -- "p7": follows the paragraph over versions
  position  integer not null,
  markdown  text not null,
  html      text not null,
  primary key (forum_id, paper_id, version, locale, stable_id),
  foreign key (forum_id, paper_id, version, locale) references paper_version (forum_id, paper_id, number, locale)
);

create table circulation (
  forum_id  uuid not null,
  paper_id  uuid not null,
  version   integer not null,
  audience  text not null,               -- participating-states, partners, participants
  at        timestamptz not null,
  primary key (forum_id, paper_id, version, audience),
  foreign key (forum_id, paper_id) references paper (forum_id, id)
);

create table annotation (
  forum_id  uuid not null,
  id        uuid not null,
  paper_id  uuid not null,
  version   integer not null,
  paragraph text not null,
  quote     text not null,
  seat_id   uuid not null,
  at        timestamptz not null,
  lang      text not null,
  text      text not null,
  proposal  text,
  primary key (forum_id, id),
  foreign key (forum_id, seat_id) references seat (forum_id, id)
);
