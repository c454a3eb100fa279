-- The language a paper is authoritative in: that of its first writing.
alter table paper add column locale text;
update paper p set locale = (select v.locale from paper_version v where v.forum_id = p.forum_id and v.paper_id = p.id order by v.number, v.made_at, v.locale limit 1);
update paper set locale = 'en' where locale is null;
alter table paper alter column locale set not null;

-- A paragraph's number follows it over versions; one put in later takes a Latin ordinal (12bis), and a heading has none.
-- A translation remembers the wording it was made of; when that changes, it is out of date.
alter table paper_paragraph add column label text, add column source_hash text;
update paper_paragraph set label = position::text;
update paper_paragraph t set source_hash = encode(sha256(convert_to(o.markdown, 'UTF8')), 'hex')
from paper_paragraph o, paper p
where p.forum_id = t.forum_id and p.id = t.paper_id and t.locale <> p.locale
  and o.forum_id = t.forum_id and o.paper_id = t.paper_id and o.version = t.version and o.stable_id = t.stable_id and o.locale = p.locale;
alter table paper_paragraph alter column label set not null;
