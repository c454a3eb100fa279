-- How many seats a body may fill in a forum, by category. Without a body: the default of the category. No row: no limit.
create table quota (
  forum_id uuid not null references forum (id),
  category text not null,
  body_id  uuid references body (id),
  seats    integer not null check (seats between 0 and 999)
);
create unique index quota_one on quota (forum_id, category, coalesce(body_id, '00000000-0000-0000-0000-000000000000'));
