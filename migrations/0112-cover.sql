-- Behind a description until a reader opens it: a file, or a passage of a contribution. A passage is named by the blocks
-- of the wording it was found in, half-open; null means the whole. A later wording lies behind the cover as a whole.
create table cover (
  forum_id        uuid not null,
  id              uuid not null,
  contribution_id uuid not null,
  attachment_id   uuid,
  revision        integer not null,
  block_from      integer,
  block_to        integer,
  description     text not null,
  lifted          boolean not null default false,
  primary key (forum_id, id),
  check ((block_from is null) = (block_to is null)),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id),
  foreign key (forum_id, attachment_id) references attachment (forum_id, id)
);
create index cover_of_contribution on cover (forum_id, contribution_id) where not lifted;
alter table attachment add column cover text;   -- the description in force, the author's or a moderator's

-- What lies behind a cover is not found by its words.
create function without_covered(html text) returns text language sql immutable parallel safe strict
  return regexp_replace(html, '<details class="covered">.*?</details>', ' ', 'gs');
create or replace function keep_search_entry() returns trigger language plpgsql as $$
begin
  insert into search_entry (forum_id, contribution_id, lang, vector)
  select new.forum_id, new.contribution_id, c.lang,
    search_vector(c.lang, regexp_replace(regexp_replace(without_covered(new.html), '<[^>]*>', ' ', 'g'), '&#?\w+;', ' ', 'g'))
  from contribution c where c.forum_id = new.forum_id and c.id = new.contribution_id
  on conflict (forum_id, contribution_id) do update set lang = excluded.lang, vector = excluded.vector;
  return null;
end $$;
