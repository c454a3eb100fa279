-- Running text of the report that rests on findings, and the compiled editions.
create table chapter_paragraph (
  series_id  uuid not null references series (id),
  id         uuid not null,
  forum_id   uuid references forum (id),  -- null: a chapter of the whole series
  section    text not null check (section in ('summary','mandates','fora','cross-cutting','background','challenges','discussions')),
  aspect_id  uuid,
  position   integer not null,
  text       text not null,
  findings   uuid[] not null default '{}',
  editorial  boolean not null default false,   -- marked as the editor's own words, resting on no finding
  primary key (series_id, id)
);
create index chapter_paragraph_place on chapter_paragraph (series_id, forum_id, section, position);

create table report_edition (
  series_id   uuid not null references series (id),
  id          uuid not null,
  locale      text not null,
  marking     text not null,
  manuscript  jsonb not null,
  compiled_at timestamptz not null,
  published_at timestamptz,
  primary key (series_id, id)
);

create table report_file (
  series_id  uuid not null,
  edition_id uuid not null,
  format     text not null check (format in ('html','pdf','docx')),
  sha256     bytea not null references file (sha256),
  primary key (series_id, edition_id, format),
  foreign key (series_id, edition_id) references report_edition (series_id, id)
);
