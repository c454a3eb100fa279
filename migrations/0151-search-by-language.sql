-- Finds the newest hits whether a word is in twenty texts or in most of them. The database cannot weigh the two ways for
-- itself: it knows neither how many texts of a language hold a word nor that testing a text means fetching its words
-- from where long values are kept. So one index a language finds ids without touching a text, matches are counted up to
-- where going from the newest text backwards gets cheaper (both ways cost the same near 40 × √texts), and then one of
-- the two is taken.
drop index search_entry_vector;
create index search_entry_en on search_entry using gin (vector) where lang = 'en';
create index search_entry_fr on search_entry using gin (vector) where lang = 'fr';
create index search_entry_de on search_entry using gin (vector) where lang = 'de';
create index search_entry_it on search_entry using gin (vector) where lang = 'it';
create index search_entry_ru on search_entry using gin (vector) where lang = 'ru';
create index search_entry_es on search_entry using gin (vector) where lang = 'es';
create index contribution_received on contribution (forum_id, received_at desc);

-- What a reader's filters let through; a null asks for nothing. Two functions, so that the first costs no call.
create function passes_filters(c contribution, in_question uuid, of_marking text, in_lang text, since timestamptz, until timestamptz) returns boolean language sql stable
  return c.visibility = 'shown'
    and (in_question is null or c.stands_in = in_question)
    and (of_marking is null or c.marking = of_marking)
    and (in_lang is null or c.lang = in_lang)
    and (since is null or c.received_at >= since)
    and (until is null or c.received_at < until);

-- An author whom the regime hides is in no category, and where it shows the category alone, only in one that tells of nobody.
create function shown_in_category(in_forum uuid, contribution uuid, of_category text, tellable text[]) returns boolean language sql stable
  return exists (
    select from byline_source b
    where b.forum_id = in_forum and b.contribution_id = contribution and b.category = of_category and (b.regime <> 'category' or b.category = any(tellable)));

create function found_contributions(in_forum uuid, asked text, as_beginnings boolean, in_question uuid, of_marking text, in_lang text, since timestamptz, until timestamptz, of_category text, tellable text[], most int)
returns table (id uuid, lang text, vector tsvector) language plpgsql stable
set enable_seqscan = off set max_parallel_workers_per_gather = 0 set random_page_cost = 1.1 set jit = off set plan_cache_mode = force_custom_plan
as $$
declare
  en tsquery := case when as_beginnings then to_tsquery('pg_catalog.simple', asked) else search_query('en', asked) end;
  fr tsquery := case when as_beginnings then en else search_query('fr', asked) end;
  de tsquery := case when as_beginnings then en else search_query('de', asked) end;
  it tsquery := case when as_beginnings then en else search_query('it', asked) end;
  ru tsquery := case when as_beginnings then en else search_query('ru', asked) end;
  es tsquery := case when as_beginnings then en else search_query('es', asked) end;
  few int := most + 40 * sqrt(greatest((select reltuples from pg_class where oid = 'search_entry'::regclass), 0));
begin
  if (select count(*) from (
    select from search_entry e where e.forum_id = in_forum and e.lang = 'en' and e.vector @@ en
    union all select from search_entry e where e.forum_id = in_forum and e.lang = 'fr' and e.vector @@ fr
    union all select from search_entry e where e.forum_id = in_forum and e.lang = 'de' and e.vector @@ de
    union all select from search_entry e where e.forum_id = in_forum and e.lang = 'it' and e.vector @@ it
    union all select from search_entry e where e.forum_id = in_forum and e.lang = 'ru' and e.vector @@ ru
    union all select from search_entry e where e.forum_id = in_forum and e.lang = 'es' and e.vector @@ es
    limit few + 1) matches) <= few
  then return query
    with matches as materialized (
      select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'en' and e.vector @@ en
      union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'fr' and e.vector @@ fr
      union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'de' and e.vector @@ de
      union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'it' and e.vector @@ it
      union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'ru' and e.vector @@ ru
      union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'es' and e.vector @@ es
    ), newest as materialized (
      select c.id from matches m join contribution c on c.id = m.contribution_id
      where c.forum_id = in_forum and passes_filters(c, in_question, of_marking, in_lang, since, until)
        and (of_category is null or shown_in_category(in_forum, c.id, of_category, tellable))
      order by c.received_at desc limit most
    )
    select n.id, e.lang, e.vector from newest n join search_entry e on e.forum_id = in_forum and e.contribution_id = n.id;
  else return query
    select c.id, e.lang, e.vector
    from contribution c cross join lateral (
      select t.lang, t.vector from search_entry t
      where t.forum_id = in_forum and t.contribution_id = c.id
        and t.vector @@ case t.lang when 'en' then en when 'fr' then fr when 'de' then de when 'it' then it when 'ru' then ru when 'es' then es end
      offset 0) e -- Apart, so that texts are tested one by one from the newest and not all at once.
    where c.forum_id = in_forum and passes_filters(c, in_question, of_marking, in_lang, since, until)
        and (of_category is null or shown_in_category(in_forum, c.id, of_category, tellable))
    order by c.received_at desc limit most;
  end if;
end $$;
