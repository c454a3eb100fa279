-- Every letter that comes in, as it came, and what became of it: exactly one fate. A letter names its author and holds
-- the text, so a row is authorship by another door: it is seen only by a transaction that reads this very letter, or
-- acts for the person whose letter it is. Everyone else has the ledger below.
create table inbound_letter (
  id           uuid primary key,
  received_at  timestamptz not null,      -- the server's receipt: what counts for opening and closing
  sender       text not null,             -- of the envelope; empty for what wants no answer
  recipients   text[] not null,
  identity     bytea not null,            -- hash of Message-ID, From and recipient: the same letter again has the same
  bytes        integer not null,
  raw          bytea,                     -- null once its term is over
  fate         text check (fate in ('posted','held','late','refused','duplicate','automatic','bounce','unknown-sender')),
  reason       text,                      -- why: the code of a refusal, the sign of a program
  settled_at   timestamptz,
  proof        text check (proof in ('proved','disproved','unknown')),
  forum_id     uuid,
  person_id    uuid,
  seat_id      uuid,
  question_id  uuid,
  parent_id    uuid,
  regime       text,
  marking      text,
  lang         text,
  kept         text,                      -- what the writer wrote
  parts        jsonb,                     -- the whole text, part by part, with what each is
  attachments  integer,
  answer       text check (answer in ('sent','automatic','loop','no-address')),
  outcome      text check (outcome in ('posted','discarded')),   -- of a letter held: what its author decided
  outcome_at   timestamptz,
  check ((fate is null) = (settled_at is null)),
  check (outcome is null or fate = 'held')
);
create index inbound_letter_identity on inbound_letter (identity, received_at);
create index inbound_letter_forum on inbound_letter (forum_id, received_at);
create index inbound_letter_person on inbound_letter (person_id) where person_id is not null;

alter table inbound_letter enable row level security;
create policy comes_in on inbound_letter for insert to colloquy_app with check (fate is null and person_id is null);
create policy this_letter on inbound_letter to colloquy_app using (id::text = current_setting('colloquy.inbound', true)) with check (id::text = current_setting('colloquy.inbound', true));
create policy own_letter on inbound_letter to colloquy_app using (person_id::text = current_setting('colloquy.actor', true) and fate is not null) with check (person_id::text = current_setting('colloquy.actor', true));
revoke delete on inbound_letter from colloquy_app;
create policy end_of_keeping on inbound_letter to colloquy_custody using (true);
grant select, update on inbound_letter to colloquy_custody;

-- The letter that this one repeats: the same Message-ID from the same sender to the same recipient, here before.
create function earlier_inbound(letter uuid) returns uuid language sql stable security definer set search_path = public as $$
  select e.id from inbound_letter l join inbound_letter e on e.identity = l.identity and (e.received_at, e.id) < (l.received_at, l.id)
  where l.id = letter order by e.received_at, e.id limit 1
$$;

-- What those who run a forum may know of its letters: how each ended, to the hour; of whom it came only where the
-- regime of the text lets its readers see that, and never of what its author has not sent for good.
create view inbound_ledger as
select l.id, l.forum_id, date_trunc('hour', l.received_at) as hour, l.bytes, l.fate, l.reason, l.proof, l.answer, l.outcome, q.code, l.regime, l.marking, l.lang, l.attachments,
  case when l.fate in ('posted','late') and l.regime in ('named','chatham-house') then p.name end as person,
  case when l.fate in ('posted','late') and l.regime in ('named','chatham-house','institution') then b.name end as affiliation,
  case when l.fate in ('posted','late') and l.regime in ('named','chatham-house','institution','category') then s.category end as category,
  case when l.fate = 'late' and l.reason = 'discussion.forum_closed' then l.kept end as kept,
  case when l.fate in ('posted','late') and l.regime in ('named','chatham-house') then l.parts end as parts
from inbound_letter l
left join seat s on s.forum_id = l.forum_id and s.id = l.seat_id
left join person p on p.id = s.person_id
left join body b on b.id = s.body_id
left join guiding_question q on q.forum_id = l.forum_id and q.id = l.question_id;
grant select on inbound_ledger to colloquy_app;

-- How many answers an address had on a day: two programs that answer each other stop here.
create table letter_answered (
  day     date not null,
  address bytea not null,                 -- its hash
  answers integer not null,
  primary key (day, address)
);

-- Letters without a fate a minute after they came: their reader was killed, and the queue holds its work for hours.
create function unread_inbound() returns setof uuid language sql stable security definer set search_path = public as $$
  select id from inbound_letter where fate is null and received_at < now_in_forum() - interval '1 minute' order by received_at limit 500
$$;
create index inbound_letter_unread on inbound_letter (received_at) where fate is null;
