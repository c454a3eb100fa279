-- A delegation has a focal point and a deputy: who nominate its people and release its positions.
-- Another thing than `speaks_for_state`, the one sender who may break silence, though often the same person.
alter table seat add column duty text check (duty in ('focal-point','deputy'));
update seat set duty = 'focal-point' where speaks_for_state;
create unique index seat_duty on seat (forum_id, body_id, duty) where duty is not null and standing <> 'withdrawn';
