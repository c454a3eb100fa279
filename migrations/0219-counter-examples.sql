-- What somebody may well say with a listed word: the site's own examples of counter-speech, on which an entry of a word
-- list is tried before it is saved. Withdrawn ones stay, so that an earlier trial can be explained.
create table counter_example (
  id           uuid primary key,
  language     text not null check (language in ('en','fr','de','it','ru','es')),
  text         text not null,
  added_at     timestamptz not null,
  withdrawn_at timestamptz
);
create index counter_example_language on counter_example (language, added_at) where withdrawn_at is null;
