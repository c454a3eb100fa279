-- Until when a text announced before closing is still admitted; null: nothing is admitted after closing.
alter table forum add column late_until_local text, add column late_until timestamptz;
alter table contribution add column received_after_closing boolean not null default false;

-- A delegation says before closing that a text is coming on a question. Its own row is its own; all others see through
-- the view below that a text is announced, and by whom only where the regime of that text will show it.
create table reserve (
  forum_id     uuid not null references forum (id),
  question_id  uuid not null,
  body_id      uuid not null references body (id),
  regime       text not null,
  by_seat      uuid not null,
  announced_at timestamptz not null,
  used_at      timestamptz,
  primary key (forum_id, question_id, body_id),
  foreign key (forum_id, question_id) references guiding_question (forum_id, id),
  foreign key (forum_id, by_seat) references seat (forum_id, id)
);
alter table reserve enable row level security;
create policy own_delegation on reserve to colloquy_app using (body_id = delegation_reading()) with check (body_id = delegation_reading());

create view reserve_source as
select r.forum_id, r.question_id, r.regime,
  case when r.regime in ('named','chatham-house','institution') then b.name end as affiliation,
  case when r.regime <> 'unattributed' then 'delegations' end as category
from reserve r join body b on b.id = r.body_id
where r.used_at is null;
grant select on reserve_source to colloquy_app;
