-- One line for each opening that was destroyed, so that the record can tell "erased, for this reason" from "lost".
-- No instant and no order: two openings of one person erased together must not be found together.
create table journal_erasure (
  entry_id uuid not null references journal (id),
  field    text not null,
  reason   text not null check (reason in ('left','lawful-request','retention')),
  primary key (entry_id, field)
);
revoke update, delete on journal_erasure from colloquy_app;

-- One run a day, by the forum's clock: whoever makes the row does the run.
create table retention_run (
  day date primary key,
  at  timestamptz not null
);
