-- What the state of an invitation follows from: its letter, the first opening of its page, the answer and the clock.
-- The rows before this had letters nobody can name any more; they count as sent.
alter table invitation add column letter_id uuid references letter (id) on delete set null;
alter table invitation add column opened_at timestamptz;

-- Two invitations of one address may have been open side by side, if they were written in two cases.
update invitation i set answer = 'replaced', answered_at = now()
  where answered_at is null and exists (
    select from invitation n where n.forum_id = i.forum_id and lower(n.email) = lower(i.email) and n.answered_at is null and (n.sent_at, n.id) > (i.sent_at, i.id));

alter table invitation drop constraint invitation_answer_check;
alter table invitation add constraint invitation_answer check (answer in ('accepted','declined','replaced','cancelled'));
alter table invitation add constraint invitation_answered check ((answer is null) = (answered_at is null));
alter table invitation add constraint invitation_runs_out check (expires_at > sent_at);
alter table invitation add constraint invitation_opened_after check (opened_at >= sent_at and opened_at < expires_at);
alter table invitation add constraint invitation_answered_after check (answered_at >= sent_at);
alter table invitation add constraint invitation_taken_in_time check (answer not in ('accepted','declined') or answered_at < expires_at);
-- One address has one open invitation to a forum: a newer one replaces it first.
create unique index invitation_open on invitation (forum_id, lower(email)) where answered_at is null;

-- Links of letters that a reminder has replaced; kept so that their bearer is told to look for the newer letter.
create table replaced_link (
  token_hash    bytea primary key,
  forum_id      uuid not null,
  invitation_id uuid not null,
  replaced_at   timestamptz not null,
  foreign key (forum_id, invitation_id) references invitation (forum_id, id) on delete cascade
);
create index replaced_link_invitation on replaced_link (forum_id, invitation_id);
