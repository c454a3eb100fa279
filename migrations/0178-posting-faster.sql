-- Who posts waits for whoever posts to the same question, from the number to the commit: what is done in between is as
-- little as can be.

-- A text without accents has the same words with and without them: they are made once and counted twice, as those of a
-- text with accents are, so that no text ranks before another for an accent elsewhere in it.
create or replace function search_vector(lang text, body text) returns tsvector language plpgsql immutable parallel safe strict as $$
declare
  read_as constant regconfig := text_language(lang);
  plain constant text := without_accents(body);
  words constant tsvector := to_tsvector(read_as, body);
begin
  return words || case when plain = lower(body) then words else to_tsvector(read_as, plain) end || to_tsvector('pg_catalog.simple', plain);
end $$;

create function text_of(html text) returns text language sql immutable parallel safe strict
  return regexp_replace(regexp_replace(without_covered(html), '<[^>]*>', ' ', 'g'), '&#?\w+;', ' ', 'g');

create or replace function keep_search_entry() returns trigger language plpgsql as $$
declare
  read_as text;
begin
  if current_setting('colloquy.search_later', true) = 'on' then return null; end if;
  select c.lang into read_as from contribution c where c.forum_id = new.forum_id and c.id = new.contribution_id;
  insert into search_entry (forum_id, contribution_id, lang, vector)
  values (new.forum_id, new.contribution_id, read_as, search_vector(read_as, text_of(new.html)))
  on conflict (forum_id, contribution_id) do update set lang = excluded.lang, vector = excluded.vector;
  return null;
end $$;

create or replace function index_contributions(in_forum uuid, in_question uuid, from_number int, to_number int) returns void language sql as $$
  insert into search_entry (forum_id, contribution_id, lang, vector)
  select c.forum_id, c.id, c.lang, search_vector(c.lang, text_of(r.html))
  from contribution c join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
  where c.forum_id = in_forum and c.question_id = in_question and c.number between from_number and to_number
    and not exists (select from search_entry e where e.forum_id = c.forum_id and e.contribution_id = c.id)
  on conflict do nothing
$$;

-- The author is kept before the number is taken; that the contribution is there is asked when all is done.
alter table authorship alter constraint authorship_forum_id_contribution_id_fkey deferrable initially deferred;

-- The same columns as the unique constraint beside it.
drop index contribution_question;
