-- A regime is tightened, never loosened: the database holds it, whatever way a change comes.
create function regime_tightens(was text, becomes text) returns boolean language sql immutable parallel safe as $$
  select case was when 'named' then becomes in ('institution','category','chatham-house','unattributed')
    when 'institution' then becomes in ('category','unattributed') when 'category' then becomes = 'unattributed' when 'chatham-house' then becomes = 'unattributed' else false end $$;
create function keep_regime() returns trigger language plpgsql as $$
begin
  if not regime_tightens(old.regime, new.regime) then raise exception 'an attribution regime is never loosened' using errcode = 'check_violation', constraint = 'regime_never_loosened'; end if;
  return new;
end $$;
create trigger contribution_regime before update of regime on contribution for each row when (old.regime is distinct from new.regime) execute function keep_regime();
