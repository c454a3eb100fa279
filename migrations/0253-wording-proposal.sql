-- What a Word document came back with: another wording of a paragraph or finding as a proposal, decided by a person.
create table wording_proposal (
  series_id  uuid not null references series (id),
  id         uuid not null,
  subject    text not null check (subject in ('paragraph','finding')),
  subject_id uuid not null,
  forum_id   uuid references forum (id),
  reference  text,                       -- of a finding
  before     text not null,              -- as it stood in the document, without the changes
  after      text not null,
  comments   jsonb not null default '[]',
  proposed_at timestamptz not null,
  decision   text check (decision in ('taken','declined')),
  reason     text,
  decided_at timestamptz,
  primary key (series_id, id),
  check ((decision is null) = (decided_at is null)),
  check (decision is distinct from 'declined' or reason is not null)
);
create index wording_proposal_open on wording_proposal (series_id, subject_id) where decision is null;
