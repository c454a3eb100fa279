-- What a seat has read: for its own eyes, over all its devices. Nobody else is ever shown it, and it is not journaled:
-- a record of who read what would be a record of persons.
create table read_mark (
  forum_id        uuid not null,
  seat_id         uuid not null,
  contribution_id uuid not null,
  read_at         timestamptz not null,
  primary key (forum_id, seat_id, contribution_id),
  foreign key (forum_id, seat_id) references seat (forum_id, id) on delete cascade,
  foreign key (forum_id, contribution_id) references contribution (forum_id, id) on delete cascade
);
