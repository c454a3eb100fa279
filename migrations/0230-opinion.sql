-- Statements drawn from contributions, put to everyone at the table once a second person has reviewed them.
create table opinion_statement (
  forum_id        uuid not null references forum (id),
  id              uuid not null,
  number          integer not null,
  question_id     uuid not null,
  contribution_id uuid not null,            -- what it was taken from
  revision        integer not null,
  text            text not null,
  lang            text not null,
  state           text not null default 'proposed' check (state in ('proposed','accepted','declined','taken-out')),
  proposed_by     uuid not null,            -- the seat of the rapporteur, never of an author
  reviewed_by     uuid,
  proposed_at     timestamptz not null,
  reviewed_at     timestamptz,
  primary key (forum_id, id),
  unique (forum_id, number),
  check ((reviewed_by is null) = (state = 'proposed')),
  check (reviewed_by <> proposed_by),
  foreign key (forum_id, question_id) references guiding_question (forum_id, id),
  foreign key (forum_id, contribution_id, revision) references revision (forum_id, contribution_id, number)
);

-- Who answered what: out of reach of ordinary reads, like authorship. One answer each, the last one given.
create table opinion_vote (
  forum_id     uuid not null,
  statement_id uuid not null,
  seat_id      uuid not null,
  answer       smallint not null check (answer in (-1, 0, 1)),
  at           timestamptz not null,
  primary key (forum_id, statement_id, seat_id),
  foreign key (forum_id, statement_id) references opinion_statement (forum_id, id),
  foreign key (forum_id, seat_id) references seat (forum_id, id)
);
create index opinion_vote_seat on opinion_vote (forum_id, seat_id);
revoke all on opinion_vote from colloquy_app;
grant select, insert, update, delete on opinion_vote to colloquy_custody;
grant select on opinion_statement to colloquy_custody;

-- What the clock computed last, as far as it may be shown: small cells are out before it is written.
create table opinion_result (
  forum_id    uuid not null primary key references forum (id),
  computed_at timestamptz not null,
  method      text not null,
  seed        bigint not null,
  votes       text not null,                -- digest of what it was computed from
  groups      text not null,                -- SHA-256 of the whole result's bytes
  shown       jsonb not null
);
