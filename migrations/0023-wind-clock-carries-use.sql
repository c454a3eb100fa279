-- The idle limit of a session belongs to the real day as well: when it was last used is carried along too.
create or replace function wind_clock(target timestamptz) returns void language plpgsql as $$
declare
  shift interval := target - now_in_forum();
begin
  insert into rehearsal_clock (single, instant, set_at) values (true, target, clock_timestamp())
    on conflict (single) do update set instant = excluded.instant, set_at = excluded.set_at;
  update session set started_at = started_at + shift, last_used_at = last_used_at + shift, confirmed_at = confirmed_at + shift,
    expires_at = expires_at + shift;
  update sign_in_link set expires_at = expires_at + shift where used_at is null;
  perform pg_notify('colloquy_live', '{"topic":"clock","what":"wound"}');
  perform pg_notify('colloquy_live', '{"topic":"session","what":"all"}');
end $$;
