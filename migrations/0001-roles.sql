-- Two roles share the house. `colloquy_app` does the ordinary work and cannot read who wrote what;
-- `colloquy_custody` holds the authorship table and is taken on, for single statements, by disclosure/store.ts only.
-- Roles belong to the cluster, so that another database of the same cluster may have made them already.
do $$
begin
  if not exists (select from pg_roles where rolname = 'colloquy_app') then create role colloquy_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'colloquy_custody') then create role colloquy_custody nologin; end if;
exception when duplicate_object or unique_violation then null; -- another migration made it in the meantime
end $$;

do $$
begin
  execute format('grant colloquy_app, colloquy_custody to %I', current_user);
  execute format('grant create, connect, temporary on database %I to %I', current_database(), current_user);
end $$;

grant usage on schema public to colloquy_app, colloquy_custody;
alter default privileges in schema public grant select, insert, update, delete on tables to colloquy_app;
alter default privileges in schema public grant usage, select on sequences to colloquy_app;
