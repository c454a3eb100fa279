-- The words of contributions and excerpts by their stems, so that ten thousand texts are compared in one pass: for each
-- stem four bytes of hash, then for each one byte of how often it stands there (255 and more alike). Made by the clock
-- from the wording that stands; what is not made yet is compared by nothing, or word by word.
create table text_vector (
  forum_id uuid not null references forum (id),
  subject  text not null check (subject in ('contribution','excerpt')),
  id       uuid not null,
  revision integer not null,
  language text not null,
  words    integer not null,              -- how long the text is, stop words included
  stems    bytea not null,
  primary key (forum_id, subject, id)
);
