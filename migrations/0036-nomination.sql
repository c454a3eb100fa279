-- Whom a delegation's focal point names for its seats; the secretariat confirms, then an invitation is sent.
create table nomination (
  forum_id     uuid not null references forum (id),
  id           uuid not null,
  body_id      uuid not null references body (id),
  category     text not null,
  role         text not null check (role in ('participant','observer')),
  name         text not null,
  email        text not null,
  locale       text not null,
  replaces     uuid,                     -- the seat whose place is taken over; it is withdrawn already
  nominated_by uuid not null,
  nominated_at timestamptz not null,
  decision     text check (decision in ('confirmed','refused','withdrawn')),
  decided_at   timestamptz,
  reason       text,                     -- told with a refusal
  primary key (forum_id, id),
  foreign key (forum_id, nominated_by) references seat (forum_id, id),
  foreign key (forum_id, replaces) references seat (forum_id, id),
  check ((decision is null) = (decided_at is null))
);
create unique index nomination_waiting on nomination (forum_id, body_id, lower(email)) where decision is null;

-- A withdrawn seat stays: its texts hang on it, under its body. Whoever comes back gets a new seat.
alter table seat drop constraint seat_forum_id_person_id_key;
create unique index seat_one_in_standing on seat (forum_id, person_id) where standing <> 'withdrawn';
create index seat_body on seat (forum_id, body_id);
