-- Where a contribution stands, apart from what it is called. `question_id` and `number` are its name and never change;
-- a moderator may move it, and then it stands under another question or in another thread.
alter table contribution
  add column stands_in  uuid   not null default '00000000-0000-0000-0000-000000000000',  -- the question it is read under
  add column place      bigint not null default 0,   -- its order there: given once, never again to another
  add column root_place bigint not null default 0;   -- that of the first of its thread

-- Places are a million apart, so that what is moved in finds room after the newest without taking a number.
alter table thread
  add column last_place bigint  not null default 0,
  add column moved      integer not null default 0;   -- moved in less moved away: what the numbers do not tell

update contribution set stands_in = question_id, place = number::bigint * 1000000;
update contribution c set root_place = r.place from contribution r where r.forum_id = c.forum_id and r.id = c.root_id;
alter table contribution add foreign key (forum_id, stands_in) references guiding_question (forum_id, id);

create unique index contribution_by_time on contribution (forum_id, stands_in, place);
create index contribution_by_thread on contribution (forum_id, stands_in, root_place, (id <> root_id), place);
create index contribution_root on contribution (forum_id, root_id);
create index contribution_parent on contribution (forum_id, parent_id) where parent_id is not null;

-- Given by the database, so that no way in can forget it. Whoever enters a contribution holds its thread's row; where the
-- text replied to was moved while the reply was being written, the reply follows it.
create function give_place() returns trigger language plpgsql as $$
begin
  new.stands_in := new.question_id;
  new.place := new.number::bigint * 1000000;
  new.root_place := new.place;
  if new.parent_id is not null then
    select p.stands_in, p.root_id, p.root_place into new.stands_in, new.root_id, new.root_place
    from contribution p where p.forum_id = new.forum_id and p.id = new.parent_id;
    if new.stands_in <> new.question_id then
      update thread t set moved = moved - 1 where t.forum_id = new.forum_id and t.question_id = new.question_id;
      update thread t set moved = moved + 1, revision = revision + 1, last_place = greatest(last_place, last_number::bigint * 1000000) + 1
      where t.forum_id = new.forum_id and t.question_id = new.stands_in returning t.last_place into new.place;
    end if;
  end if;
  return new;
end $$;
create trigger contribution_place before insert on contribution for each row execute function give_place();
