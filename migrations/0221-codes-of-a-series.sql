-- One tree of codes for all forums of a series, so that what recurs in two forums has one name.
alter table excerpt_code drop constraint excerpt_code_forum_id_code_id_fkey;
alter table code add column series_id uuid references series (id);
update code c set series_id = f.series_id from forum f where f.id = c.forum_id;
alter table code alter column series_id set not null;
alter table code drop constraint code_pkey;
alter table code drop column forum_id;
alter table code add primary key (id);
alter table code add foreign key (parent_id) references code (id);
alter table code add column description text not null default '';
alter table code add column colour text check (colour ~ '^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$');
-- A code that was merged stays as a signpost: what names it from outside is led on.
alter table code add column merged_into uuid references code (id);
-- Siblings have different names.
update code c set label = c.label || ' ' || left(c.id::text, 8)
  where exists (select 1 from code o where o.series_id = c.series_id and o.parent_id is not distinct from c.parent_id and lower(o.label) = lower(c.label) and o.id < c.id);
create unique index code_sibling on code (series_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(label)) where merged_into is null;
create index code_series on code (series_id);

-- Each rapporteur puts their own codes on an excerpt: two who agree are two codings, and their agreement can be measured.
alter table excerpt_code add column seat_id uuid;
alter table excerpt_code add column coded_at timestamptz;
update excerpt_code ec set seat_id = e.seat_id, coded_at = e.made_at from excerpt e where e.forum_id = ec.forum_id and e.id = ec.excerpt_id;
alter table excerpt_code alter column seat_id set not null;
alter table excerpt_code alter column coded_at set not null;
alter table excerpt_code drop constraint excerpt_code_pkey;
alter table excerpt_code add primary key (forum_id, excerpt_id, code_id, seat_id);
alter table excerpt_code add foreign key (code_id) references code (id);
