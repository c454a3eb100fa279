-- A passkey is a second factor in itself. Of staff it is asked for after a letter as well, so that a mailbox alone
-- never stands in for it; everyone else chose it as a convenience, and a letter stays their other way in.
create or replace view second_factor as
  select person_id from totp where confirmed_at is not null
  union
  select person_id from passkey where person_id in (select person_id from staff_person);
