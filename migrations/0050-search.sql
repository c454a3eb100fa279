-- Full text of contributions, each in its own language. A query is parsed in the language of the text it meets, so that
-- an inflected word finds its text in all six; accents and the Russian ё may be left out on either side. The whole words
-- are kept beside their stems, for the search by beginnings.
create function without_accents(body text) returns text language sql immutable parallel safe strict
  return translate(lower(body), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿžščćё', 'aaaaaaceeeeiiiinooooouuuuyyzsccе');

create function text_language(lang text) returns regconfig language sql immutable parallel safe strict
  return case lang when 'en' then 'pg_catalog.english'::regconfig when 'fr' then 'pg_catalog.french'::regconfig when 'de' then 'pg_catalog.german'::regconfig
    when 'it' then 'pg_catalog.italian'::regconfig when 'ru' then 'pg_catalog.russian'::regconfig when 'es' then 'pg_catalog.spanish'::regconfig else 'pg_catalog.simple'::regconfig end;

create function search_vector(lang text, body text) returns tsvector language sql immutable parallel safe strict
  return to_tsvector(text_language(lang), body) || to_tsvector(text_language(lang), without_accents(body)) || to_tsvector('pg_catalog.simple', without_accents(body));

create function search_query(lang text, asked text) returns tsquery language sql immutable parallel safe strict
  return websearch_to_tsquery(text_language(lang), asked) || websearch_to_tsquery(text_language(lang), without_accents(asked));

create table search_entry (
  forum_id        uuid not null,
  contribution_id uuid not null,
  lang            text not null,
  vector          tsvector not null,
  primary key (forum_id, contribution_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id) on delete cascade
);
create index search_entry_vector on search_entry using gin (vector);

-- Kept by the database, so that no way in can forget it: whatever writes a wording also makes it findable.
create function keep_search_entry() returns trigger language plpgsql as $$
begin
  insert into search_entry (forum_id, contribution_id, lang, vector)
  select new.forum_id, new.contribution_id, c.lang,
    search_vector(c.lang, regexp_replace(regexp_replace(new.html, '<[^>]*>', ' ', 'g'), '&#?\w+;', ' ', 'g'))
  from contribution c where c.forum_id = new.forum_id and c.id = new.contribution_id
  on conflict (forum_id, contribution_id) do update set lang = excluded.lang, vector = excluded.vector;
  return null;
end $$;
create trigger revision_search after insert or update of html on revision for each row execute function keep_search_entry();

insert into search_entry (forum_id, contribution_id, lang, vector)
select r.forum_id, r.contribution_id, c.lang, search_vector(c.lang, regexp_replace(regexp_replace(r.html, '<[^>]*>', ' ', 'g'), '&#?\w+;', ' ', 'g'))
from contribution c join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision;
