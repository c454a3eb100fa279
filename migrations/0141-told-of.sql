-- Which contributions a seat has been told of by letter. A row for each contribution shown, one's own included: who
-- is missing here would be who wrote it. The primary key makes a second telling impossible, however often the clock runs.
create table told_of (
  forum_id        uuid not null,
  seat_id         uuid not null,
  contribution_id uuid not null,
  primary key (forum_id, seat_id, contribution_id),
  foreign key (forum_id, seat_id) references seat (forum_id, id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);

-- When a seat last had a letter of what is new, and how many that day, by the reader's own calendar.
create table last_telling (
  forum_id uuid not null,
  seat_id  uuid not null,
  day      date not null,
  letters  integer not null,
  primary key (forum_id, seat_id),
  foreign key (forum_id, seat_id) references seat (forum_id, id)
);
