-- After publication: what an addressee reports of a recommendation, with evidence. Entries are added, never changed.
create table follow_up (
  series_id  uuid not null references series (id),
  id         uuid not null,
  forum_id   uuid not null,
  finding_id uuid not null,
  standing   text not null check (standing in ('planned','under-way','done','not-taken-up')),
  milestone  text not null,
  due_on     date,
  evidence   text,                       -- an address on the web
  state_id   uuid references state (id), -- reported by a State; null: by the secretariat
  reported_at timestamptz not null,
  primary key (series_id, id),
  foreign key (forum_id, finding_id) references finding (forum_id, id)
);
create index follow_up_finding on follow_up (forum_id, finding_id, reported_at);
