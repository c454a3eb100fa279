-- Whatever ends access is told to all nodes by the database itself, so that no way of writing can forget it:
-- a session that ends, a seat whose standing or roles change, an administrator who is one no longer.
create function tell_end_of_session() returns trigger language plpgsql as $$
begin
  perform pg_notify('colloquy_live', json_build_object('topic', 'session', 'what', encode(old.token_hash, 'hex'))::text);
  return null;
end $$;
create trigger session_ended after delete on session for each row execute function tell_end_of_session();

create function tell_change_of_seat() returns trigger language plpgsql as $$
begin
  perform pg_notify('colloquy_live', json_build_object('topic', 'session', 'what', 'seat:' || old.id)::text);
  return null;
end $$;
create trigger seat_changed after update of standing, roles, body_id, speaks_for_state on seat for each row
  when ((old.standing, old.roles, old.body_id, old.speaks_for_state) is distinct from (new.standing, new.roles, new.body_id, new.speaks_for_state))
  execute function tell_change_of_seat();
create trigger seat_removed after delete on seat for each row execute function tell_change_of_seat();

create function tell_change_of_administrator() returns trigger language plpgsql as $$
begin
  perform pg_notify('colloquy_live', json_build_object('topic', 'session', 'what', 'all')::text);
  return null;
end $$;
create trigger administrator_changed after update of administrator on person for each row
  when (old.administrator is distinct from new.administrator) execute function tell_change_of_administrator();
