-- What the record opens of an issued text: its wording as it was frozen, and the statements and reservations attached
-- to it. They go with the text wherever it goes, the archive included. Nothing else leaves this way.
create view issued_text as
select o.entry_id, o.field, o.salt, o.value
from journal_opening o
join journal j on j.id = o.entry_id
join silence_procedure p on p.forum_id = j.forum_id and p.id = j.subject
where p.number_issued is not null
  and ((j.kind = 'adoption.silence_opened' and o.field = 'wording') or (j.kind = 'adoption.reservation_attached' and o.field = 'text'));
grant select on issued_text to colloquy_app;
