-- Ratings (advisory) and the silence procedure.
create table rating (
  forum_id   uuid not null,
  finding_id uuid not null,
  seat_id    uuid not null,
  value      text not null check (value in ('support','can-accept','have-concerns','cannot-accept')),
  comment    text,
  at         timestamptz not null,
  primary key (forum_id, finding_id, seat_id),
  foreign key (forum_id, finding_id) references finding (forum_id, id)
);

-- A frozen text under silence in [opens_at, ends_at). Broken and adopted follow from rows and clock; nothing "closes" it.
create table silence_procedure (
  forum_id        uuid not null,
  id              uuid not null,
  finding_id      uuid not null,
  finding_version integer not null,
  temporary_title text not null,
  wording_sha256  bytea not null,
  opens_at        timestamptz not null,
  ends_at         timestamptz not null,
  withdrawn_at    timestamptz,
  number_issued   text,                   -- given once adopted
  issued_at       timestamptz,
  primary key (forum_id, id),
  check (opens_at < ends_at),
  foreign key (forum_id, finding_id) references finding (forum_id, id)
);

create table objection (
  forum_id     uuid not null,
  id           uuid not null,
  procedure_id uuid not null,
  seat_id      uuid not null,
  state_id     uuid not null references state (id),
  kind         text not null check (kind in ('objection','amendment')),
  text         text,
  made_at      timestamptz not null,
  primary key (forum_id, id),
  unique (forum_id, procedure_id, state_id),
  foreign key (forum_id, procedure_id) references silence_procedure (forum_id, id)
);

create table silence_extension (
  forum_id     uuid not null,
  procedure_id uuid not null,
  ends_at      timestamptz not null,
  reason       text not null,
  made_at      timestamptz not null,
  primary key (forum_id, procedure_id, ends_at),
  foreign key (forum_id, procedure_id) references silence_procedure (forum_id, id)
);

create table reservation (
  forum_id     uuid not null,
  id           uuid not null,
  procedure_id uuid not null,
  state_id     uuid not null references state (id),
  text         text not null,
  made_at      timestamptz not null,
  primary key (forum_id, id),
  foreign key (forum_id, procedure_id) references silence_procedure (forum_id, id)
);
