-- An objection may be taken back, a proposal withdrawn by who made it; a statement says what it is and in what language.
alter table objection add column withdrawn_at timestamptz;
alter table objection add column lang text;
alter table objection add constraint objection_withdrawn_later check (withdrawn_at >= made_at);
alter table silence_procedure add column withdrawn_reason text;
alter table silence_procedure add constraint silence_number_with_its_day check ((number_issued is null) = (issued_at is null));
alter table reservation add column kind text not null default 'reservation' check (kind in ('interpretative-statement','reservation'));
alter table reservation add column lang text;

-- Symbols of a series' own register: OEF2.REC/3/12. A number is never given twice, whatever became of what it was given to.
create table series_symbol (
  series_id uuid not null references series (id),
  body      text not null,                  -- OEF2
  kind      text not null,                  -- REC
  year      integer not null,
  number    integer not null check (number > 0),
  symbol    text not null,
  subject   uuid not null,                  -- what it was given to
  issued_at timestamptz not null,
  primary key (series_id, body, kind, year, number),
  unique (series_id, symbol),
  unique (series_id, kind, subject)
);

-- Delegations that have said they have a text which is under silence.
create table silence_receipt (
  forum_id     uuid not null,
  procedure_id uuid not null,
  state_id     uuid not null references state (id),
  at           timestamptz not null,
  primary key (forum_id, procedure_id, state_id),
  foreign key (forum_id, procedure_id) references silence_procedure (forum_id, id)
);

-- What was put to the delegations stands: its wording, its hours and its number are not changed by anybody.
create function silence_stands() returns trigger language plpgsql as $$
begin
  if (new.finding_id, new.finding_version, new.temporary_title, new.wording_sha256, new.opens_at, new.ends_at)
     is distinct from (old.finding_id, old.finding_version, old.temporary_title, old.wording_sha256, old.opens_at, old.ends_at) then
    raise exception 'what is under silence stands' using errcode = 'check_violation', constraint = 'silence_stands';
  end if;
  if old.number_issued is not null and (new.number_issued, new.issued_at, new.withdrawn_at) is distinct from (old.number_issued, old.issued_at, old.withdrawn_at) then
    raise exception 'a number issued stays' using errcode = 'check_violation', constraint = 'silence_number_stays';
  end if;
  if new.number_issued is not null and (new.withdrawn_at is not null or exists (select from objection o where o.forum_id = new.forum_id and o.procedure_id = new.id)) then
    raise exception 'nothing is issued that was withdrawn or broken' using errcode = 'check_violation', constraint = 'silence_unbroken';
  end if;
  return new;
end $$;
create trigger silence_stands before update on silence_procedure for each row execute function silence_stands();

-- Time is extended, never shortened.
create function silence_extends() returns trigger language plpgsql as $$
begin
  if new.ends_at <= (select greatest(p.ends_at, (select max(e.ends_at) from silence_extension e where e.forum_id = p.forum_id and e.procedure_id = p.id)) from silence_procedure p where p.forum_id = new.forum_id and p.id = new.procedure_id) then
    raise exception 'time is never shortened' using errcode = 'check_violation', constraint = 'silence_never_shortened';
  end if;
  return new;
end $$;
create trigger silence_extends before insert on silence_extension for each row execute function silence_extends();
create function silence_extension_stays() returns trigger language plpgsql as $$
begin
  raise exception 'an extension stays' using errcode = 'check_violation', constraint = 'silence_never_shortened';
end $$;
create trigger silence_extension_stays before update or delete on silence_extension for each row execute function silence_extension_stays();

-- Nothing breaks what has its number.
create function objection_in_time() returns trigger language plpgsql as $$
begin
  if exists (select from silence_procedure p where p.forum_id = new.forum_id and p.id = new.procedure_id and p.number_issued is not null) then
    raise exception 'issued texts are not broken' using errcode = 'check_violation', constraint = 'objection_in_time';
  end if;
  return new;
end $$;
create trigger objection_in_time before insert on objection for each row execute function objection_in_time();

-- The words under silence are kept as they were hashed.
create function frozen_wording_stands() returns trigger language plpgsql as $$
begin
  if exists (select from silence_procedure p where p.forum_id = old.forum_id and p.finding_id = old.finding_id and p.finding_version = old.number and p.wording_sha256 = sha256(convert_to(old.text, 'UTF8'))) then
    raise exception 'a wording under silence stands' using errcode = 'check_violation', constraint = 'frozen_wording_stands';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger frozen_wording_stands before update or delete on finding_version for each row execute function frozen_wording_stands();

-- Whether a letter that came in before an instant has not been read yet: until then no number is issued.
create function unread_inbound_before(instant timestamptz) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from inbound_letter where fate is null and received_at < instant)
$$;
