-- While a recommendation is under silence, or adopted, its wording is frozen: what was put to the delegations is what stands.
alter table finding add column frozen boolean not null default false;
update finding f set frozen = true where exists (
  select 1 from silence_procedure p where p.forum_id = f.forum_id and p.finding_id = f.id and p.withdrawn_at is null
    and not exists (select 1 from objection o where o.forum_id = p.forum_id and o.procedure_id = p.id));
