-- What a later forum made of a finding of an earlier one: nothing here is inferred, a rapporteur says it.
create table finding_lineage (
  series_id uuid not null references series (id),
  forum_id  uuid not null,              -- the later finding
  finding_id uuid not null,
  from_forum_id uuid not null,          -- the earlier one
  from_finding_id uuid not null,
  relation  text not null check (relation in ('takes-up','merges','contradicts')),
  made_at   timestamptz not null,
  primary key (forum_id, finding_id, from_forum_id, from_finding_id),
  foreign key (forum_id, finding_id) references finding (forum_id, id),
  foreign key (from_forum_id, from_finding_id) references finding (forum_id, id)
);
create index finding_lineage_series on finding_lineage (series_id);
