-- The opening of an entry names who posted a contribution, beside the entry that names the contribution: it is
-- authorship by another door. The application adds openings; it reads and destroys none. Custody does, one statement
-- at a time, as it does with authorship.
revoke select, update, delete on journal_opening from colloquy_app;
grant select, delete on journal_opening to colloquy_custody;
grant select on journal to colloquy_custody;
grant select, insert on journal_erasure to colloquy_custody;

-- What the record opens to everyone inside: why a forum was extended. Nothing else leaves this way.
create view extension_reason as
select o.entry_id, o.value as reason
from journal_opening o join journal j on j.id = o.entry_id
where j.kind = 'programme.forum_extended' and o.field = 'reason';
grant select on extension_reason to colloquy_app;

-- The answer to a form names what it became, beside who sent it: authorship by a third door, open for a fortnight.
-- A row is seen only by a transaction that acts for that person; the fortnight's end is custody's.
alter table submission enable row level security;
create policy own_submission on submission to colloquy_app using (actor = current_setting('colloquy.actor', true)) with check (actor = current_setting('colloquy.actor', true));
create policy end_of_keeping on submission to colloquy_custody using (true);
grant select, delete on submission to colloquy_custody;
