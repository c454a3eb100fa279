-- Leaving: what a person is written to, the wish to leave with its date, and what is left of somebody who left.
alter table person
  add column digest text not null default 'daily' check (digest in ('immediate','daily','weekly','never')),
  add column digest_hour integer not null default 8 check (digest_hour between 0 and 23),   -- in the person's own zone
  add column left_at timestamptz,                              -- from then on the row is a stub
  add column name_kept boolean not null default false;         -- a person who left may have asked that their name stays

create table departure (
  person_id uuid primary key references person (id),
  asked_at  timestamptz not null,
  due_at    timestamptz not null,
  keep_name boolean not null default false
);
create index departure_due on departure (due_at);

-- Of somebody who left, the name is not known even to this view; that a name was there is: "a former participant".
-- A contribution whose link to its author was destroyed still has its line, with nothing in it.
create or replace view byline_source as
select c.forum_id, c.id as contribution_id, c.regime,
  case when c.regime in ('named','chatham-house') and a.capacity not in ('delegation','group','organization') and (p.left_at is null or p.name_kept) then p.name end as person,
  case when c.regime in ('named','chatham-house','institution')
       then case when a.capacity = 'group' then coalesce(a.group_name, b.name) else b.name end end as affiliation,
  case when c.regime in ('named','chatham-house','institution','category') then s.category end as category,
  case when c.regime <> 'unattributed' then a.capacity end as capacity,
  case when c.regime in ('named','chatham-house','institution') and a.capacity in ('delegation','group') then (
    select jsonb_agg(st.names order by st.order_fr)
    from (select al.body_id from alignment al where al.forum_id = a.forum_id and al.contribution_id = a.contribution_id
          union select s.body_id where a.capacity = 'group') bodies
    join body on body.id = bodies.body_id join state st on st.id = body.state_id) end as states,
  c.regime in ('named','chatham-house') and a.capacity not in ('delegation','group','organization') and p.left_at is not null and not p.name_kept as former
from contribution c
left join authorship a on a.forum_id = c.forum_id and a.contribution_id = c.id
left join seat s on s.forum_id = a.forum_id and s.id = a.seat_id
left join person p on p.id = s.person_id
left join body b on b.id = s.body_id;
