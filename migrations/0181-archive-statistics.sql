-- An archive fills tables that were empty when plans for them were made: each letter's look for what it answers would
-- read all that has come in. Whoever enters very many at once has them counted as they grow.
create function count_anew() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze contribution, revision, authorship, archived_letter, archived_author;
end $$;
