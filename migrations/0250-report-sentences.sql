-- Running text is sentences: each with what it rests on, or marked as the editor's own. It is edited in turns.
alter table chapter_paragraph add column version integer not null default 1;
alter table chapter_paragraph add column taken_out_at timestamptz;
alter table chapter_paragraph add column sentences jsonb;
update chapter_paragraph p set sentences = jsonb_build_array(jsonb_build_object('text', p.text, 'editorial', p.editorial, 'word', null, 'rests', coalesce(
  (select jsonb_agg(trim(to_char(o.number, 'RN')) || '/' || f.reference order by o.number, f.reference) from finding f join forum o on o.id = f.forum_id where f.id = any (p.findings)), '[]'::jsonb)));
alter table chapter_paragraph alter column sentences set not null;
alter table chapter_paragraph drop column text;
alter table chapter_paragraph drop column findings;
alter table chapter_paragraph drop column editorial;

-- Every wording that was saved stays.
create table chapter_paragraph_version (
  series_id    uuid not null,
  paragraph_id uuid not null,
  number       integer not null,
  sentences    jsonb not null,
  made_at      timestamptz not null,
  primary key (series_id, paragraph_id, number),
  foreign key (series_id, paragraph_id) references chapter_paragraph (series_id, id)
);

-- A translation is of one version, sentence by sentence, and printed once another person has reviewed it.
create table chapter_paragraph_translation (
  series_id    uuid not null,
  paragraph_id uuid not null,
  locale       text not null check (locale in ('fr','de','it','ru','es')),
  version      integer not null,
  texts        jsonb not null,
  made_by      uuid references person (id),
  made_at      timestamptz not null,
  reviewed_at  timestamptz,
  primary key (series_id, paragraph_id, locale),
  foreign key (series_id, paragraph_id) references chapter_paragraph (series_id, id)
);
alter table finding_version add column made_by uuid references person (id);
alter table finding_version add column reviewed_at timestamptz;
