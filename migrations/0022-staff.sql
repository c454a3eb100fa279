-- Who is staff: runs, moderates or reports on a forum, or administers the house. Accreditation says so; signing in asks.
create view staff_person as
  select person_id from seat where standing in ('good', 'muted') and roles && array['organiser', 'moderator', 'rapporteur']
  union
  select id as person_id from person where administrator;
grant select on staff_person to colloquy_app;

-- Who has a second factor to give. Whoever adds another kind of key adds it here, so that a mailbox alone never
-- stands in for it.
create view second_factor as select person_id from totp where confirmed_at is not null;
grant select on second_factor to colloquy_app;
