-- What matches is looked for once: its ids are kept up to where going from the newest backwards gets cheaper, and are then
-- either all that is needed or let go. Before, they were counted and then looked for again.
create or replace function found_contributions(in_forum uuid, asked text, as_beginnings boolean, in_question uuid, of_marking text, in_lang text, since timestamptz, until timestamptz, of_category text, tellable text[], most int)
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
  matches uuid[];
  few int := most + 40 * sqrt(greatest((select reltuples from pg_class where oid = 'search_entry'::regclass), 0));
begin
  matches := array(
    select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'en' and e.vector @@ en
    union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'fr' and e.vector @@ fr
    union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'de' and e.vector @@ de
    union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'it' and e.vector @@ it
    union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'ru' and e.vector @@ ru
    union all select e.contribution_id from search_entry e where e.forum_id = in_forum and e.lang = 'es' and e.vector @@ es
    limit few + 1);
  if cardinality(matches) <= few
  then return query
    with newest as materialized (
      select c.id from unnest(matches) as m (id) join contribution c on c.id = m.id
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
