-- A remark is anchored to a passage by its words, what stands before and after them, and where they begin, counted in
-- code points of the paragraph as read (W3C Web Annotation Data Model, text quote and text position selectors).
-- Remarks made before this have only their words; where they stand is found when it is asked for.
alter table annotation
  add column number    integer,
  add column text_lang text,
  add column prefix    text not null default '',
  add column suffix    text not null default '',
  add column start     integer;

update annotation a set number = n.number
from (select forum_id, id, row_number() over (partition by forum_id, paragraph order by at, id) as number from annotation) n
where n.forum_id = a.forum_id and n.id = a.id;
-- In whichever language of its version the words stand; else in the language the remark is written in.
update annotation a set text_lang = coalesce(
  (select p.locale from paper_paragraph p where p.forum_id = a.forum_id and p.paper_id = a.paper_id and p.version = a.version and p.stable_id = a.paragraph and position(a.quote in p.markdown) > 0 order by (p.locale = a.lang) desc, p.locale limit 1),
  a.lang);
alter table annotation alter column number set not null, alter column text_lang set not null, add unique (forum_id, paper_id, paragraph, number);

-- Where each earlier remark stands in a circulated version: settled once, when it is circulated, and kept. The remark
-- itself stays with the version it was made on.
create table annotation_place (
  forum_id      uuid not null,
  annotation_id uuid not null,
  version       integer not null,
  fate          text not null check (fate in ('carried', 'moved', 'orphaned')),
  paragraph     text,
  start         integer,
  length        integer,
  primary key (forum_id, annotation_id, version),
  foreign key (forum_id, annotation_id) references annotation (forum_id, id) on delete cascade,
  check ((fate = 'orphaned') = (paragraph is null)),
  check (num_nulls(paragraph, start, length) in (0, 3))
);
