-- What a text refers to may move: a contribution is led to wherever it stands, a paragraph is named by the number it
-- keeps over versions.
create or replace view reference_source as
select c.forum_id, q.code || '-' || c.number as key, 'in-forum' as reach, '/c/' || q.code || '-' || c.number as place, q.short_text as hint
from contribution c join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
where c.visibility = 'shown'
union all
-- One wording of a paragraph for all readers: English where there is one.
select * from (
  select distinct on (p.forum_id, p.stable_id) p.forum_id, '¶' || p.label, 'in-forum', '/paper#' || p.stable_id, p.markdown
  from paper_paragraph p
  where p.version = (select max(c.version) from circulation c where c.forum_id = p.forum_id and c.paper_id = p.paper_id)
  order by p.forum_id, p.stable_id, p.locale <> 'en', p.locale) paragraph
union all
select f.forum_id, f.reference, 'in-forum', '/outcome#' || f.reference, v.text
from finding f join finding_version v on v.forum_id = f.forum_id and v.finding_id = f.id and v.number = f.version and v.locale = 'en'
where f.kind = 'recommendation' and f.state = 'ready'
union all
select f.forum_id, f.reference, 'public', '/s/' || s.slug || '/report#' || trim(to_char(o.number, 'RN')) || '-' || f.reference, v.text
from finding f join finding_version v on v.forum_id = f.forum_id and v.finding_id = f.id and v.number = f.version and v.locale = 'en'
join forum o on o.id = f.forum_id join series s on s.id = o.series_id
where f.kind <> 'recommendation' and exists (
  select from report_edition e where e.series_id = s.id and e.published_at is not null and e.marking = 'TLP:CLEAR'
    and jsonb_path_exists(e.manuscript, '$.** ? (@.reference == $r)', jsonb_build_object('r', trim(to_char(o.number, 'RN')) || '/' || f.reference)));
