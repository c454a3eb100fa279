-- Rounds: what is put to everyone at the table to be rated or ranked, by criteria declared before anybody answers.
create table opinion_round (
  forum_id   uuid not null references forum (id),
  id         uuid not null,
  number     integer not null,
  kind       text not null check (kind in ('rating','ranking')),
  title      text not null,
  lang       text not null,
  follows    integer,                       -- the round whose items it puts again
  scale      integer check (scale in (5, 9)),
  low        text,                          -- what 1 stands for, and the highest value
  high       text,
  max_iqr    numeric,                       -- of a rating: consensus where the middle half is no wider, and so many
  min_share  integer check (min_share between 51 and 100),  -- in a hundred are in the top two, or the bottom two
  opens_at   timestamptz not null,
  ends_at    timestamptz not null,
  opened_at  timestamptz not null,
  primary key (forum_id, id),
  unique (forum_id, number),
  check (opens_at < ends_at),
  check ((kind = 'rating') = (scale is not null and low is not null and high is not null and max_iqr is not null and min_share is not null))
);

create table opinion_round_item (
  forum_id   uuid not null,
  round_id   uuid not null,
  number     integer not null,
  text       text not null,
  primary key (forum_id, round_id, number),
  foreign key (forum_id, round_id) references opinion_round (forum_id, id)
);

-- What was declared stays as it was declared.
create function round_stands() returns trigger language plpgsql as $$
begin
  raise exception 'a round stands as it was opened' using errcode = 'check_violation', constraint = 'round_stands';
end $$;
create trigger round_stands before update or delete on opinion_round for each row execute function round_stands();
create trigger round_item_stands before update or delete on opinion_round_item for each row execute function round_stands();

-- Who answered what: out of reach of ordinary reads, like authorship. One answer to each item, the last one given.
create table opinion_round_answer (
  forum_id uuid not null,
  round_id uuid not null,
  item     integer not null,
  seat_id  uuid not null,
  value    smallint not null check (value between 1 and 99),
  reason   text,
  at       timestamptz not null,
  primary key (forum_id, round_id, item, seat_id),
  foreign key (forum_id, round_id, item) references opinion_round_item (forum_id, round_id, number),
  foreign key (forum_id, seat_id) references seat (forum_id, id)
);
create index opinion_round_answer_seat on opinion_round_answer (forum_id, seat_id);
revoke all on opinion_round_answer from colloquy_app;
grant select, insert, update, delete on opinion_round_answer to colloquy_custody;
grant select on opinion_round, opinion_round_item to colloquy_custody;

-- What a round came to, as far as it may be shown: computed once, after its end.
create table opinion_round_result (
  forum_id    uuid not null,
  round_id    uuid not null,
  computed_at timestamptz not null,
  answers     text not null,                -- digest of what it was computed from
  shown       jsonb not null,
  primary key (forum_id, round_id),
  foreign key (forum_id, round_id) references opinion_round (forum_id, id)
);
