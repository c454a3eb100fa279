-- Making the words of a text findable takes longer than all else that is done for it. Where thousands of texts come in
-- at once, their words are made after them: whoever asks for that in its transaction answers for calling index_contributions.
create or replace function keep_search_entry() returns trigger language plpgsql as $$
begin
  if current_setting('colloquy.search_later', true) = 'on' then return null; end if;
  insert into search_entry (forum_id, contribution_id, lang, vector)
  select new.forum_id, new.contribution_id, c.lang,
    search_vector(c.lang, regexp_replace(regexp_replace(without_covered(new.html), '<[^>]*>', ' ', 'g'), '&#?\w+;', ' ', 'g'))
  from contribution c where c.forum_id = new.forum_id and c.id = new.contribution_id
  on conflict (forum_id, contribution_id) do update set lang = excluded.lang, vector = excluded.vector;
  return null;
end $$;

-- The words of the contributions of a question whose numbers lie in a range, as far as they are not there.
create function index_contributions(in_forum uuid, in_question uuid, from_number int, to_number int) returns void language sql as $$
  insert into search_entry (forum_id, contribution_id, lang, vector)
  select c.forum_id, c.id, c.lang, search_vector(c.lang, regexp_replace(regexp_replace(without_covered(r.html), '<[^>]*>', ' ', 'g'), '&#?\w+;', ' ', 'g'))
  from contribution c join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
  where c.forum_id = in_forum and c.question_id = in_question and c.number between from_number and to_number
    and not exists (select from search_entry e where e.forum_id = c.forum_id and e.contribution_id = c.id)
  on conflict do nothing
$$;
