-- Who is on duty, shift by shift. Half-open in time; handing over ends one shift and begins another, which says from
-- whom it was taken over and what there was to say.
create table duty_shift (
  forum_id   uuid not null references forum (id),
  id         uuid not null,
  role       text not null check (role in ('host','manager','referee','librarian','reporter')),
  seat_id    uuid not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  taken_from uuid,                        -- the shift that was handed over
  note       text,                        -- to whoever takes over
  primary key (forum_id, id),
  foreign key (forum_id, seat_id) references seat (forum_id, id) on delete cascade,
  check (starts_at < ends_at)
);
create index duty_shift_by_time on duty_shift (forum_id, starts_at);

-- What a forum sets for its moderation; without a row, the defaults hold.
create table moderation_setting (
  forum_id         uuid primary key references forum (id),
  urgent_minutes   integer not null default 15 check (urgent_minutes between 1 and 60),   -- unclaimed so long, an urgent case goes to everyone
  decisions_public boolean not null default false   -- whether the register of decisions, which names nobody, is open to everyone
);
