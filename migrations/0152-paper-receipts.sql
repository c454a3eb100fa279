-- To which bodies a version of the paper went by letter, and which of them say that they have it. Both are matters of
-- bodies: no row says which person got, opened or confirmed anything.
create table paper_sending (
  id        uuid primary key,
  forum_id  uuid not null,
  paper_id  uuid not null,
  version   integer not null,
  body_id   uuid not null references body (id),
  at        timestamptz not null,
  letter_id uuid references letter (id) on delete set null, -- gone with the letter: by then it was sent
  foreign key (forum_id, paper_id) references paper (forum_id, id)
);
create index paper_sending_of on paper_sending (forum_id, paper_id, version, body_id, at);
create index paper_sending_letter on paper_sending (letter_id) where letter_id is not null;

create table paper_receipt (
  forum_id uuid not null,
  paper_id uuid not null,
  version  integer not null,
  body_id  uuid not null references body (id),
  at       timestamptz not null,
  primary key (forum_id, paper_id, version, body_id),
  foreign key (forum_id, paper_id) references paper (forum_id, id)
);
