-- A letter may ask for a deed that posts nothing: an appeal, a rating, an objection, an acceptance. Done, it has a fate
-- of its own, so that the ledger never says whose it was as it may of a letter whose text stands in the forum.
alter table inbound_letter drop constraint inbound_letter_fate_check;
alter table inbound_letter add constraint inbound_letter_fate_check check (fate in ('posted','done','held','late','refused','duplicate','automatic','bounce','unknown-sender'));
alter table inbound_letter drop constraint inbound_letter_outcome_check;
alter table inbound_letter add constraint inbound_letter_outcome_check check (outcome in ('posted','done','discarded'));
-- What a letter held asks for, and of what: read anew when its writer has confirmed it; null for a text to be posted.
alter table inbound_letter add column deed jsonb;

-- Letters that wait for their writer, by the beginning of their id, as a reply address names them: whose they are, and
-- what they say, is still seen by that person's own transaction alone.
create function waiting_inbound(first_id uuid, last_id uuid) returns table (id uuid, forum_id uuid) language sql stable security definer set search_path = public as $$
  select l.id, l.forum_id from inbound_letter l where l.id between first_id and last_id and l.fate = 'held' and l.forum_id is not null limit 20
$$;

-- What an answer to a letter of ours does, where it does something of its own; its address is made when it is sent.
alter table letter add column answers jsonb;
create index decision_by_id on decision (id);
create index silence_procedure_by_id on silence_procedure (id);
create index invitation_by_id on invitation (id);
