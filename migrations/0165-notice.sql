-- Who was told of what by a notice: written with its letter in one transaction, so that a second worker, a restart or a
-- clock that jumped tells nobody twice. By person, not by seat: with seats in four forums one is told of their one
-- report once. Rows go when nothing could come due again (see retention, `letter`), and with their person.
create table notice (
  person_id uuid not null references person (id),
  kind      text not null,
  key       text not null,
  told_at   timestamptz not null,
  primary key (person_id, kind, key)
);
create index notice_by_age on notice (told_at);
