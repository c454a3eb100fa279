-- What became of what aids suggested to rapporteurs: one row for each judgement, so that every method has a track record,
-- language by language. A suggestion itself is kept nowhere: it is made anew from what stands, and its id is what it says.
create table suggestion_judgement (
  forum_id  uuid not null references forum (id),
  id        text not null check (id ~ '^[0-9a-f]{32}$'),
  seat_id   uuid not null,
  method    text not null check (method in ('similar','neighbours','theme','near-copy','lead','model')),
  version   text not null,
  language  text not null,
  outcome   text not null check (outcome in ('accepted','dismissed')),
  judged_at timestamptz not null,
  primary key (forum_id, id, seat_id)
);
