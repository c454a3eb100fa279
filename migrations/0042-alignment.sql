-- Other delegations align with a released position or a group's statement. One voice with a list: the list is masked
-- by the regime like every author, so that only the custody role reads who aligned.
create table alignment (
  forum_id        uuid not null,
  contribution_id uuid not null,
  body_id         uuid not null references body (id),
  by_seat         uuid not null,
  aligned_at      timestamptz not null,
  primary key (forum_id, contribution_id, body_id),
  foreign key (forum_id, contribution_id) references contribution (forum_id, id),
  foreign key (forum_id, by_seat) references seat (forum_id, id)
);
revoke all on alignment from colloquy_app;
grant select, insert, delete on alignment to colloquy_custody;

-- The States of a text in French order: those of a group with the one that released it, those aligned with a position.
create or replace view byline_source as
select a.forum_id, a.contribution_id, c.regime,
  case when c.regime in ('named','chatham-house') and a.capacity not in ('delegation','group','organization') then p.name end as person,
  case when c.regime in ('named','chatham-house','institution')
       then case when a.capacity = 'group' then coalesce(a.group_name, b.name) else b.name end end as affiliation,
  case when c.regime in ('named','chatham-house','institution','category') then s.category end as category,
  case when c.regime <> 'unattributed' then a.capacity end as capacity,
  case when c.regime in ('named','chatham-house','institution') and a.capacity in ('delegation','group') then (
    select jsonb_agg(st.names order by st.order_fr)
    from (select al.body_id from alignment al where al.forum_id = a.forum_id and al.contribution_id = a.contribution_id
          union select s.body_id where a.capacity = 'group') bodies
    join body on body.id = bodies.body_id join state st on st.id = body.state_id) end as states
from authorship a
join contribution c on c.forum_id = a.forum_id and c.id = a.contribution_id
join seat s on s.forum_id = a.forum_id and s.id = a.seat_id
join person p on p.id = s.person_id
join body b on b.id = s.body_id;
