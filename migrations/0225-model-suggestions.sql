-- What a model of the site's own choice pointed to, asked by the clock: passages whose words stand in the wording they
-- were made for. What it wrote that does not stand there is counted and kept nowhere.
create table model_run (
  forum_id        uuid not null references forum (id),
  contribution_id uuid not null,
  revision        integer not null,       -- the wording it was asked about
  tries           integer not null default 0,
  answered_at     timestamptz,
  dropped         integer not null default 0,
  primary key (forum_id, contribution_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);

create table model_suggestion (
  forum_id        uuid not null references forum (id),
  contribution_id uuid not null,
  revision        integer not null,
  range_start     integer not null,
  range_end       integer not null,
  quote           text not null,
  code_id         uuid references code (id),
  model           text not null,
  primary key (forum_id, contribution_id, range_start, range_end),
  check (range_start >= 0 and range_end > range_start),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id)
);
