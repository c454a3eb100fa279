-- A delegation's position and a group's statement need two keys: one person drafts the wording, another of the same
-- delegation releases it, and one of the two is its focal point or deputy. The program asks for both; here the
-- database refuses a row that has only one, whoever writes it.
alter table authorship add column drafted_by_seat uuid, add column released_by_seat uuid, drop column group_states;
alter table authorship
  add foreign key (forum_id, drafted_by_seat) references seat (forum_id, id),
  add foreign key (forum_id, released_by_seat) references seat (forum_id, id),
  add constraint authorship_two_keys check (case when capacity in ('delegation','group')
    then drafted_by_seat is not null and released_by_seat is not null and drafted_by_seat <> released_by_seat and released_by_seat = seat_id
    else drafted_by_seat is null and released_by_seat is null end),
  add constraint authorship_group_name check ((capacity = 'group') = (group_name is not null));

-- Capacity is frozen with the text: who stands behind it may be separated from it, what it was said as may not.
revoke update on authorship from colloquy_custody;
grant update (seat_id, drafted_by_seat, released_by_seat) on authorship to colloquy_custody;

create function keys_of_one_delegation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.capacity in ('delegation','group') and not exists (
    select from seat a join seat b on b.forum_id = a.forum_id and b.body_id = a.body_id join body on body.id = a.body_id
    where a.forum_id = new.forum_id and a.id = new.drafted_by_seat and b.id = new.released_by_seat
      and a.person_id <> b.person_id and a.category = 'delegations' and body.state_id is not null)
  then raise exception 'the two keys are not of two people of one delegation' using errcode = 'check_violation', constraint = 'authorship_two_keys';
  end if;
  if tg_op = 'INSERT' and new.capacity in ('delegation','group') and not exists (
    select from seat where forum_id = new.forum_id and id in (new.drafted_by_seat, new.released_by_seat) and duty is not null)
  then raise exception 'neither key is a focal point''s or a deputy''s' using errcode = 'check_violation', constraint = 'authorship_two_keys';
  end if;
  return new;
end $$;
create trigger keys_of_one_delegation before insert or update on authorship for each row execute function keys_of_one_delegation();

-- A released wording is nobody's to change alone.
create function released_stays() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.number > 1 and exists (select from authorship a where a.forum_id = new.forum_id and a.contribution_id = new.contribution_id and a.capacity in ('delegation','group'))
  then raise exception 'a released position is not changed by one person' using errcode = 'check_violation', constraint = 'revision_two_keys';
  end if;
  return new;
end $$;
create trigger released_stays before insert on revision for each row execute function released_stays();
