-- Files of an unattributed text wait with it: they lie under the waiting text, with neither seat nor name, and become
-- the contribution's when it is released. Taken back, they lie with the draft again.
alter table attachment
  add column waiting_id uuid,
  drop constraint attachment_check,
  add constraint attachment_lies_somewhere check (num_nonnulls(contribution_id, seat_id, waiting_id) = 1),
  add foreign key (forum_id, waiting_id) references waiting_contribution (forum_id, id) on delete cascade;
create index attachment_of_waiting on attachment (forum_id, waiting_id) where waiting_id is not null;
