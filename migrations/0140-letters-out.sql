-- What a letter needs beyond its words. A notice is written when it is sent: until then only what it tells of is kept
-- (`about`), so that a text withheld or hidden meanwhile never leaves in a letter that was waiting.
alter table letter
  add column about        jsonb,            -- ids to load; null: the words are in the row
  add column conversation uuid,             -- the first contribution of a thread: letters about it hang together
  add column list         text,             -- the forum's key, for letters one may take oneself off
  add column sender       text,             -- the forum's title beside the address; null: the site's name
  add column not_after    timestamptz;      -- sent by then or not at all
create index letter_to_person on letter (person_id, forum_id) where sent_at is null and next_at is not null;

-- Addresses that take no letters: after a bounce for good, until a person signs in from there again.
create table suppressed_address (
  address text primary key check (address = lower(address)),
  since   timestamptz not null,
  reason  text not null check (reason in ('bounced','complained'))
);
