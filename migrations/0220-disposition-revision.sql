-- How a contribution ended is said of one wording: when its author revises it, the decision is to be taken again.
alter table disposition add column revision integer;
update disposition d set revision = c.revision from contribution c where c.forum_id = d.forum_id and c.id = d.contribution_id;
alter table disposition alter column revision set not null;
alter table disposition add foreign key (forum_id, contribution_id, revision) references revision (forum_id, contribution_id, number);
-- Out of scope is never said without a reason.
alter table disposition add check (fate <> 'out-of-scope' or reason is not null);
