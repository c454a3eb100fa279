-- An archived author has a name or none, and no body: a list tells no more of those who wrote to it.
create or replace view byline_source as
select c.forum_id, c.id as contribution_id, c.regime,
  case when c.regime in ('named','chatham-house') and a.capacity not in ('delegation','group','organization') and (p.left_at is null or p.name_kept) then coalesce(p.name, aa.name) end as person,
  case when c.regime in ('named','chatham-house','institution')
       then case when a.capacity = 'group' then coalesce(a.group_name, b.name) else b.name end end as affiliation,
  case when c.regime in ('named','chatham-house','institution','category') then s.category end as category,
  case when c.regime <> 'unattributed' then a.capacity end as capacity,
  case when c.regime in ('named','chatham-house','institution') and a.capacity in ('delegation','group') then (
    select jsonb_agg(st.names order by st.order_fr)
    from (select al.body_id from alignment al where al.forum_id = a.forum_id and al.contribution_id = a.contribution_id
          union select s.body_id where a.capacity = 'group') bodies
    join body on body.id = bodies.body_id join state st on st.id = body.state_id) end as states,
  c.regime in ('named','chatham-house') and a.capacity not in ('delegation','group','organization') and (p.left_at is not null and not p.name_kept or coalesce(aa.forgotten, false)) as former,
  -- The names of the body in each language, where its name may be shown; a group goes by the one name it gave itself.
  case when c.regime in ('named','chatham-house','institution') and not (a.capacity = 'group' and a.group_name is not null) then b.names end as affiliation_names
from contribution c
left join authorship a on a.forum_id = c.forum_id and a.contribution_id = c.id
left join seat s on s.forum_id = a.forum_id and s.id = a.seat_id
left join person p on p.id = s.person_id
left join body b on b.id = s.body_id
left join archived_author aa on aa.forum_id = a.forum_id and aa.id = a.archived_author_id;
