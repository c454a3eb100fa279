-- That a seat opened a circulated version: once, and without an instant, so that no row tells a day from a night.
-- The application writes it and cannot read it back; numbers come out through custody, never who.
create table paper_reading (
  forum_id uuid not null,
  paper_id uuid not null,
  version  integer not null,
  seat_id  uuid not null,
  primary key (forum_id, paper_id, version, seat_id),
  foreign key (forum_id, paper_id) references paper (forum_id, id),
  foreign key (forum_id, seat_id) references seat (forum_id, id) on delete cascade
);
revoke all on paper_reading from colloquy_app;
grant insert on paper_reading to colloquy_app;
grant select on paper_reading to colloquy_custody;
